import { CORE_SCHEMA, load } from "js-yaml";

/** What a file holds as data, or why it can't be read. */
export type Read = { readonly value: unknown } | { readonly mistake: string };

/** A file as it was emitted. */
export interface Emitted {
  readonly path: string;
  readonly content: string;
  readonly kind: string;
}

const known = new WeakMap<Emitted, Read>();

/** Reads an emitted file by the ending of its path, once; undefined where that is neither JSON nor YAML. */
export function readData(artifact: Emitted): Read | undefined {
  if (!/\.(json|ya?ml)$/.test(artifact.path)) return undefined;
  const earlier = known.get(artifact);
  if (earlier !== undefined) return earlier;
  const read = parsed(artifact);
  known.set(artifact, read);
  return read;
}

/** What an emitted file holds; undefined where it can't be read, which is the schema proof's finding. */
export function dataOf(artifact: Emitted): unknown {
  const read = readData(artifact);
  return read !== undefined && "value" in read ? read.value : undefined;
}

function parsed({ path, content }: Emitted): Read {
  try {
    return { value: path.endsWith(".json") ? JSON.parse(content) : load(content, { schema: CORE_SCHEMA }) };
  } catch (error) {
    return { mistake: error instanceof Error ? String(error.message.split("\n")[0]) : String(error) };
  }
}
