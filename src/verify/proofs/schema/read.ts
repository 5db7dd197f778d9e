import { parse as parseYaml } from "yaml";

/** What a file holds as data, or why it can't be read. */
export type Read = { readonly value: unknown } | { readonly mistake: string };

/** Reads a file by the ending of its path; undefined where that is neither JSON nor YAML. */
export function readData(path: string, content: string): Read | undefined {
  if (path.endsWith(".json")) return attempt(() => JSON.parse(content));
  if (!/\.ya?ml$/.test(path)) return undefined;
  return attempt(() => parseYaml(content, { maxAliasCount: 0, prettyErrors: false, schema: "core", uniqueKeys: true }));
}

function attempt(parse: () => unknown): Read {
  try {
    return { value: parse() };
  } catch (error) {
    return { mistake: String(error) };
  }
}
