import { statSync } from "node:fs";
import { resolve } from "node:path";
import { type BuildPlace, buildPlace } from "../build-place.ts";
import { nearest } from "../diagnostics/nearest.ts";
import type { ProjectOptions as InternalOptions } from "../project.ts";
import type { OutputOptions, ProjectOptions } from "./options.ts";

const KINDS = {
  root: "a path",
  tenants: "a list of names",
  environment: "a name",
  today: "a day",
  onProgress: "a function",
  out: "a path",
  write: "true or false",
  files: "a list of names",
  metrics: "a path",
} as const;

const FITS: Readonly<Record<(typeof KINDS)[keyof typeof KINDS], (value: unknown) => boolean>> = {
  "a path": isName,
  "a name": isName,
  "a day": (value) => typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value),
  "a list of names": (value) => Array.isArray(value) && value.every(isName),
  "a function": (value) => typeof value === "function",
  "true or false": (value) => typeof value === "boolean",
};

function isName(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

/** Throws a TypeError for options that can't be: callers in JavaScript have no compiler to tell them. */
export function checkOptions(call: string, options: object, known: readonly (keyof typeof KINDS)[]): void {
  const isKnown = (name: string): name is keyof typeof KINDS => known.some((one) => one === name);
  if (typeof options !== "object" || options === null) throw new TypeError(`${call}: expected { root: "…" }`);
  for (const [name, value] of Object.entries(options)) {
    if (!isKnown(name)) throw new TypeError(`${call}: there is no option '${name}'${meant(name, known)}`);
    const kind = KINDS[name];
    if (value !== undefined && !FITS[kind](value)) throw new TypeError(`${call}: ${name} must be ${kind}`);
  }
  checkRoot(call, "root" in options ? options.root : undefined);
}

function checkRoot(call: string, root: unknown): void {
  if (typeof root !== "string") throw new TypeError(`${call}: expected root, the folder that holds tenants/`);
  const folder = resolve(root);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new TypeError(`${call}: ${folder} is no folder`);
}

function meant(name: string, known: readonly string[]): string {
  const guess = nearest(name, known);
  return guess === undefined ? `; expected one of ${known.join(", ")}` : `; did you mean '${guess}'?`;
}

/** The same options as the compiler takes them. */
export function internalOptions({ root, tenants, environment, today, onProgress }: ProjectOptions): InternalOptions {
  return {
    root: resolve(root),
    ...(tenants !== undefined && { tenants: [...new Set(tenants)].sort() }),
    ...(environment !== undefined && { environment }),
    today: today ?? new Date().toISOString().slice(0, 10),
    ...(onProgress !== undefined && { progress: onProgress }),
  };
}

/** Where the output is. Throws a TypeError for a folder among the declarations. */
export function placeOf(call: string, { root, out }: OutputOptions): BuildPlace {
  const place = buildPlace(resolve(root), out === undefined ? undefined : resolve(out));
  if (place === undefined) throw new TypeError(`${call}: out can't be ${out}: tenants/ is for declarations`);
  return place;
}
