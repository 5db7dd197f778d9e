import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { dump } from "js-yaml";
import { parse } from "yaml";
import { loadOrganisation, loadTenant } from "../../src/load/index.ts";
import { BOTH_FORMS_TS, BOTH_FORMS_YAML } from "../fixtures/both-forms.ts";
import { type Files, typescriptProject, yamlProject } from "../mistakes/project.ts";
import { isTree, type Tree } from "./places.ts";

/** A declaration in YAML that is sound, of a tenant or of the organisation, as text and as data. */
export interface GoodYaml {
  readonly name: string;
  readonly tenant: string;
  /** The file that holds it. */
  readonly file: string;
  readonly text: string;
  readonly data: Tree;
}

/** A project in TypeScript that is sound. */
export interface GoodTypeScript {
  readonly name: string;
  readonly tenant: string;
  readonly files: Files;
  /** Those of its files that are mutated. */
  readonly mutable: readonly string[];
}

/** Everything that mutations begin with. */
export interface Good {
  readonly yaml: readonly GoodYaml[];
  /** acme, evaluated. */
  readonly large: GoodYaml;
  readonly organisation: GoodYaml;
  readonly typescript: readonly GoodTypeScript[];
}

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The organisation's file in every project here. */
export const ORGANISATION = "tenants/organisation.yaml";

/** Reads the good declarations: this project's own tenants, those of test/corpus/ok, and one with a thing of every sort. */
export async function goodDeclarations(): Promise<Good> {
  const organisation = await evaluated("organisation", () => loadOrganisation(ROOT));
  const large = await evaluated("acme", () => loadTenant(ROOT, "acme"));
  const initech = await evaluated("initech", () => loadTenant(ROOT, "initech"));
  const texts = okTenants("tenant.yaml").map(([name, text]) =>
    written(name, yamlProject(text)["tenants/acme/tenant.yaml"] ?? ""),
  );
  const globex = written("globex", readFileSync(join(ROOT, "tenants/globex/tenant.yaml"), "utf8"), "globex");
  return {
    yaml: [initech, globex, written("one of every sort", BOTH_FORMS_YAML), ...texts],
    large,
    organisation: { ...organisation, file: ORGANISATION, tenant: "acme" },
    typescript: typescriptProjects(organisation.text),
  };
}

function okTenants(file: string): readonly (readonly [name: string, text: string])[] {
  const folder = join(ROOT, "test/corpus/ok");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(`/${file}`))
    .sort()
    .map((path) => [path.slice(0, -file.length - 1), readFileSync(join(folder, path), "utf8")]);
}

function written(name: string, text: string, tenant = "acme"): GoodYaml {
  return { name, tenant, file: `tenants/${tenant}/tenant.yaml`, text, data: treeOf(name, parse(text)) };
}

async function evaluated(name: string, load: () => ReturnType<typeof loadOrganisation>): Promise<GoodYaml> {
  const loaded = await load();
  if (loaded === undefined || "diagnostics" in loaded) throw new Error(`${name} can't be loaded`);
  const data: unknown = JSON.parse(JSON.stringify(loaded.declaration));
  return { name, tenant: name, file: `tenants/${name}/tenant.yaml`, text: dump(data), data: treeOf(name, data) };
}

function treeOf(name: string, value: unknown): Tree {
  if (!isTree(value)) throw new Error(`${name} is no map`);
  return value;
}

function typescriptProjects(organisation: string): readonly GoodTypeScript[] {
  const shared = { [ORGANISATION]: organisation };
  const alone = (name: string, tenant: string, text: string): GoodTypeScript => {
    const file = `tenants/${tenant}/tenant.ts`;
    return {
      name,
      tenant,
      files: { ...typescriptProject("tenant.ts", text), ...shared, [file]: text },
      mutable: [file],
    };
  };
  const own = filesBelow("tenants/acme");
  const initech = readFileSync(join(ROOT, "tenants/initech/tenant.ts"), "utf8");
  return [
    alone("one of every sort", "acme", BOTH_FORMS_TS),
    alone("initech", "initech", initech),
    ...okTenants("tenant.ts").map(([name, text]) => alone(name, "acme", text)),
    { name: "acme", tenant: "acme", files: { ...own, ...shared }, mutable: Object.keys(own).sort() },
  ];
}

function filesBelow(folder: string): Files {
  const paths = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".ts"),
  );
  return Object.fromEntries(paths.map((path) => [`${folder}/${path}`, readFileSync(join(ROOT, folder, path), "utf8")]));
}
