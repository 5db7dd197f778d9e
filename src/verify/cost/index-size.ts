import type { LogStream } from "../../program/program.ts";
import { ecsFields } from "../../values/ecs/fields.ts";

/** What a line costs that says nothing of its own: message, time, level, where it comes from, and Elasticsearch's own fields. */
const LINE = 150;

/** What a field adds to a line, in bytes of an index with `best_compression`, by the beginning of its type. */
const FIELD: readonly (readonly [type: string, bytes: number])[] = [
  ["constant_keyword", 0],
  ["keyword", 12],
  ["match_only_text", 40],
  ["text", 40],
  ["wildcard", 40],
  ["flattened", 60],
  ["boolean", 1],
];
const NUMBER = 6;

/** What a stream of logs adds to Elasticsearch in a day, on one node; undefined where nobody said how many lines it has. */
export function indexBytesPerDay({ linesPerDay, ecs, fields }: LogStream): number | undefined {
  if (linesPerDay === undefined) return undefined;
  const types = [...ecs.map((name) => ecsFields.get(name) ?? "keyword"), ...Object.values(fields)];
  return linesPerDay * types.reduce((sum, type) => sum + bytesOf(type), LINE);
}

function bytesOf(type: string): number {
  return FIELD.find(([begin]) => type.startsWith(begin))?.[1] ?? NUMBER;
}
