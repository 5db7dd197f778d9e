import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

const root = join(import.meta.dirname, "../../..");

/** A field of a mapping, or an object of fields. */
export interface Field {
  readonly type?: string;
  readonly value?: string;
  readonly properties?: Fields;
  readonly fields?: Fields;
}

/** Fields by name. */
export type Fields = Readonly<Record<string, Field>>;

/** A strict mapping. */
export interface Mapping {
  readonly dynamic: string;
  readonly properties: Fields;
}

/** The body of a component template. */
export interface ComponentTemplate {
  readonly template: { readonly mappings?: Mapping; readonly settings?: { readonly index: object } };
}

/** The body of an index template. */
export interface IndexTemplate {
  readonly index_patterns: readonly string[];
  readonly composed_of: readonly string[];
  readonly template: { readonly aliases: Readonly<Record<string, object>> };
}

/** What the files of a tenant in an environment make on a server: bodies of requests, by the name of what they make. */
export interface Emitted {
  readonly policies: ReadonlyMap<string, { readonly policy: object }>;
  readonly components: ReadonlyMap<string, ComponentTemplate>;
  readonly templates: ReadonlyMap<string, IndexTemplate>;
}

/** Every folder below `output/` that holds files for Elasticsearch, such as `acme` or `environments/staging/globex`. */
export const owners: readonly string[] = globSync("output/**/elasticsearch", { cwd: root })
  .map((folder) => folder.slice("output/".length, -"/elasticsearch".length))
  .sort();

/** Reads the files of one such folder. */
export function emitted(owner: string): Emitted {
  const folder = join(root, "output", owner, "elasticsearch");
  return {
    policies: bodies(join(folder, "ilm")),
    components: bodies(join(folder, "component-templates")),
    templates: bodies(join(folder, "index-templates")),
  };
}

function bodies<T>(folder: string): ReadonlyMap<string, T> {
  const files = globSync("*.json", { cwd: folder }).sort();
  return new Map(files.map((file) => [basename(file, ".json"), JSON.parse(readFileSync(join(folder, file), "utf8"))]));
}

/** The mapping of a stream, as it is emitted. */
export function mappingOf({ components }: Emitted, stream: string): Mapping {
  const mapping = components.get(`${stream}-mappings`)?.template.mappings;
  if (mapping === undefined) throw new Error(`no mapping of ${stream}`);
  return mapping;
}
