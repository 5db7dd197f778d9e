import type { Data, Kind, Path, Place } from "../../diagnostics/diagnostic.ts";

/** A file that a person wrote for a server. Places in it begin with its name. */
export interface Document {
  readonly file: string;
  readonly text: string;
  /** What is in it, where it is YAML or JSON. */
  readonly data?: unknown;
  /** Nobody named it, it lies in a folder: it may be anything. */
  readonly isFromFolder?: true;
  /** It is a further document of its file. */
  readonly isLater?: true;
}

/** What a file is for. */
export type Sort = "rules" | "alertmanager" | "dashboard" | "template" | "runbook";

/** How something found is said; its place begins with the file. */
export type Report = <D extends Data>(kind: Kind<D>, place: Place | Path, data: D) => void;

/** What a file is for, by its content, and where in it that begins: in an operator's resource, in an answer of an API. */
export function sortOf({
  file,
  text,
  data,
  isFromFolder,
}: Document): { readonly sort: Sort; readonly root: Path } | undefined {
  if (file.endsWith(".md")) return { sort: "runbook", root: [file] };
  if (data === undefined)
    return /\{\{-?\s*(define|block)\s/.test(text) ? { sort: "template", root: [file] } : undefined;
  // The operator's own form of routes has other keys than Alertmanager's.
  if (valueAt(data, ["kind"]) === "AlertmanagerConfig") return undefined;
  for (const below of [[], ["spec"], ["dashboard"]]) {
    const sort = sortOfData(valueAt(data, below), isFromFolder === true);
    if (sort !== undefined) return { sort, root: [file, ...below] };
  }
  return undefined;
}

// What somebody calls a file of rules is one, whatever its groups are; in a folder, many things have groups.
function sortOfData(data: unknown, isFromFolder: boolean): Sort | undefined {
  if (isFromFolder ? listAt(data, "groups") !== undefined : has(data, "groups")) return "rules";
  if (has(data, "route") || (has(data, "receivers") && !has(data, "exporters"))) return "alertmanager";
  return has(data, "panels") || has(data, "schemaVersion") ? "dashboard" : undefined;
}

function has(data: unknown, key: string): boolean {
  return typeof data === "object" && data !== null && Object.hasOwn(data, key);
}

/** What stands at a path of plain data; undefined where nothing does. */
export function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (isObject(value) ? value[step] : undefined), data);
}

function isObject(value: unknown): value is Readonly<Record<string | number, unknown>> {
  return typeof value === "object" && value !== null;
}

/** The list under a key; none where there is no list. */
export function listAt(data: unknown, ...path: Path): readonly unknown[] | undefined {
  const value = valueAt(data, path);
  return Array.isArray(value) ? value : undefined;
}

/** The text under a key; a number is taken as written. */
export function textAt(data: unknown, ...path: Path): string | undefined {
  const value = valueAt(data, path);
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

/** The entries of a mapping of texts. */
export function textsAt(data: unknown, ...path: Path): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const value = valueAt(data, path);
  if (!isObject(value) || Array.isArray(value)) return texts;
  for (const key of Object.keys(value)) {
    const text = textAt(value, key);
    if (text !== undefined) texts.set(key, text);
  }
  return texts;
}
