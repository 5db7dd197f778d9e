import { type Answers, nameFrom } from "./answers.ts";
import { organisationTypeScript, tenantTypeScript } from "./typescript.ts";
import { organisationYaml, tenantYaml } from "./yaml.ts";

/** What is in the project's folder already. */
export interface Present {
  /** Its name. */
  readonly folder: string;
  readonly organisation: boolean;
  /** In the folder or above it. */
  readonly packageJson: boolean;
  readonly tsconfig: boolean;
  /** `schemas/tenant.schema.json` */
  readonly schemas: boolean;
  /** `node_modules/monitorgen/schemas/tenant.schema.json` */
  readonly installedSchemas: boolean;
}

/** A file to be written, relative to the project's root. */
export interface NewFile {
  readonly path: string;
  readonly content: string;
}

/** The files of a new tenant, and those that its project lacks. `schemaText` gives a JSON Schema that ships. */
export function newFiles(
  answers: Answers,
  present: Present,
  version: string,
  schemaText: (name: SchemaName) => string,
): readonly NewFile[] {
  const files =
    answers.form === "yaml" ? yamlFiles(answers, present, schemaText) : typeScriptFiles(answers, present, version);
  return present.organisation ? files.filter(({ path }) => !path.startsWith("tenants/organisation.")) : files;
}

type SchemaName = "tenant" | "organisation";

function typeScriptFiles(answers: Answers, present: Present, version: string): readonly NewFile[] {
  const organisation = organisationTypeScript(nameFrom(present.folder), answers.channel);
  return [
    ...(present.packageJson ? [] : [{ path: "package.json", content: packageJson(present.folder, version) }]),
    ...(present.tsconfig ? [] : [{ path: "tsconfig.json", content: TSCONFIG }]),
    { path: "tenants/organisation.ts", content: organisation },
    { path: `tenants/${answers.name}/tenant.ts`, content: tenantTypeScript(answers) },
  ];
}

function yamlFiles(answers: Answers, present: Present, schemaText: (name: SchemaName) => string): readonly NewFile[] {
  const isInstalled = present.installedSchemas && !present.schemas;
  const folder = isInstalled ? "node_modules/monitorgen/schemas" : "schemas";
  const names: readonly SchemaName[] = isInstalled || present.schemas ? [] : ["tenant", "organisation"];
  const organisation = organisationYaml(
    nameFrom(present.folder),
    answers.channel,
    `../${folder}/organisation.schema.json`,
  );
  return [
    ...names.map((name) => ({ path: `schemas/${name}.schema.json`, content: schemaText(name) })),
    { path: "tenants/organisation.yaml", content: organisation },
    {
      path: `tenants/${answers.name}/tenant.yaml`,
      content: tenantYaml(answers, `../../${folder}/tenant.schema.json`),
    },
  ];
}

function packageJson(folder: string, version: string): string {
  const content = {
    name: nameFrom(folder),
    private: true,
    type: "module",
    scripts: { build: "monitorgen build", check: "monitorgen build --check" },
    devDependencies: { monitorgen: `^${version}` },
    // Its binary comes with its package; newer npm asks about the script that nobody needs.
    allowScripts: { esbuild: false },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** For the editor alone: a build needs none. */
const TSCONFIG = `${JSON.stringify(
  {
    compilerOptions: {
      target: "es2023",
      module: "esnext",
      moduleResolution: "bundler",
      allowImportingTsExtensions: true,
      noEmit: true,
      strict: true,
      skipLibCheck: true,
      types: [],
    },
    include: ["tenants"],
  },
  null,
  2,
)}\n`;
