import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Diagnostic, Position } from "../diagnostics/diagnostic.ts";

/** For tests: a small DSL that records calls as the real one does. */
export const DSL_DOUBLE = `
const recorded = (args, properties, mistakes) => ({ ...properties, $at: new Error().stack, $args: args, ...mistakes });
class Vector {
  constructor(node) { this.node = node; }
  toJSON() { return this.node; }
  rate(window) { return new Vector(recorded(["window"], { op: "rate", of: this.node, window })); }
  by(...by) { return new Vector(recorded(["by[]"], { op: "sum", of: this.node, by })); }
  where(where) { return new Vector(recorded(["where"], { op: "where", of: this.node, where })); }
  above(bound) { return recorded(["bound"], { op: "above", left: this.node, bound }); }
}
const keyed = (list) => Array.isArray(list) ? Object.fromEntries(list.map(({ name, ...rest }) => [name, rest])) : list;
export const metric = (name) => new Vector(recorded(["metric"], { op: "metric", metric: name }));
export const alert = (name, options) => recorded(["name", "..."], { ...options, name });
export const upTo = (count) => ({ upTo: count });
export const tenant = (name, options) =>
  recorded(["tenant", "..."], { ...options, alerts: keyed(options?.alerts), tenant: name },
    options?.doubled ? { $mistakes: [{ name: "duplicate", property: "alerts", data: { name: "B", $at: options.doubled.$at } }] } : {});
export const organisation = (name, options) => recorded(["organisation", "..."], { ...options, organisation: name });
`;

/** For tests: a project in a temporary folder. */
export interface ProjectDouble {
  readonly root: string;
  /** Writes files by their paths below the root. */
  write(files: Readonly<Record<string, string | Uint8Array>>): void;
  remove(): void;
}

/** For tests: makes a project of some files. */
export function projectDouble(files: Readonly<Record<string, string | Uint8Array>> = {}): ProjectDouble {
  const root = mkdtempSync(join(tmpdir(), "monitorgen-load-"));
  const write: ProjectDouble["write"] = (more) => {
    for (const [path, content] of Object.entries(more)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
  };
  write(files);
  return { root, write, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** For tests: the text of a file that a position covers; to the end of the line where it goes on. */
export function covered(sources: ReadonlyMap<string, string>, at: Position): string {
  const line = (sources.get(at.file) ?? "").split(/\r\n|\n/)[at.line - 1] ?? "";
  return at.endLine === at.line
    ? line.slice(at.column - 1, (at.endColumn ?? at.column + 1) - 1)
    : line.slice(at.column - 1);
}

/** For tests: a finding in one line, `name line:column reason`. */
export function brief({ kind, at, reason }: Diagnostic): string {
  return `${kind.name.replace("load/", "")} ${at.line}:${at.column} ${reason}`;
}
