import type { Path } from "../diagnostics/diagnostic.ts";
import { MOST_DEPTH, UNREPRESENTABLE } from "./guest.ts";

/** How many frames of a stack are kept: beyond an author's helpers, the first is the one. */
const MOST_FRAMES = 3;

/** The frames of a stack that lie in the bundle, innermost first, as `12:34;5:6`. */
export function framesOf(stack: string): string {
  const frames: string[] = [];
  for (const [, frame] of stack.slice(0, 20_000).matchAll(/\btenant\.js:(\d{1,9}:\d{1,9})\b/g)) {
    if (frames.push(frame ?? "") === MOST_FRAMES) break;
  }
  return frames.join(";");
}

/** Where a node was made, and which of its properties came from which argument. */
export interface RecordedCall {
  /** Positions in the bundle, innermost first: `12:34;5:6`. */
  readonly at: string;
  readonly args: readonly string[];
}

/** The recorded calls of a declaration, in its shape. */
export interface Recording {
  call?: RecordedCall;
  readonly children: Map<string | number, Recording>;
}

/** What the DSL noticed at a node and left to the passes. */
export interface RecordedMistake {
  readonly path: Path;
  readonly name: string;
  readonly property?: string;
  readonly data: object;
  /** Where a second call is part of the mistake (the second of two of a name), its position in the bundle. */
  readonly at?: string;
}

/** Something that is no data, at its place. */
export interface Unrepresentable {
  readonly path: Path;
  readonly what: string;
}

/** A declaration as plain data, without what the DSL added to it. */
export interface Separated {
  readonly declaration: unknown;
  readonly recording: Recording;
  readonly mistakes: readonly RecordedMistake[];
  readonly unrepresentable: readonly Unrepresentable[];
  /** Keys that JavaScript gives a meaning of its own. */
  readonly reserved: readonly { readonly path: Path; readonly key: string }[];
}

/** A key that no record of a declaration may have. */
export const RESERVED_KEY = "__proto__";

/** Takes `$at`, `$args` and `$mistakes` out of what the sandbox handed over; records have no prototype. */
export function separate(value: unknown): Separated {
  const mistakes: RecordedMistake[] = [];
  const unrepresentable: Unrepresentable[] = [];
  const reserved: { path: Path; key: string }[] = [];
  const recording: Recording = { children: new Map() };

  const record = (found: object, path: Path, into: Recording): unknown => {
    const result: Record<string, unknown> = Object.create(null);
    for (const [key, child] of Object.entries(found)) {
      if (key === RESERVED_KEY) reserved.push({ path, key });
      else if (!key.startsWith("$")) result[key] = visit(child, [...path, key], into, key);
    }
    if ("$at" in found && typeof found.$at === "string") {
      into.call = { at: framesOf(found.$at), args: "$args" in found ? texts(found.$args) : [] };
    }
    if ("$mistakes" in found) mistakes.push(...mistakesOf(found.$mistakes, path));
    return result;
  };

  const visit = (found: unknown, path: Path, parent: Recording, key: string | number): unknown => {
    if (typeof found !== "object" || found === null) return found;
    if (UNREPRESENTABLE in found) {
      unrepresentable.push({ path, what: String(found[UNREPRESENTABLE]) });
      return undefined;
    }
    if (path.length > MOST_DEPTH) {
      unrepresentable.push({ path, what: "depth" });
      return undefined;
    }
    const own: Recording = { children: new Map() };
    const result = Array.isArray(found)
      ? found.map((item: unknown, index) => visit(item, [...path, index], own, index))
      : record(found, path, own);
    if (own.call !== undefined || own.children.size > 0) parent.children.set(key, own);
    return result;
  };

  const root: Recording = { children: new Map() };
  const declaration = visit(value, [], root, "");
  return { declaration, recording: root.children.get("") ?? recording, mistakes, unrepresentable, reserved };
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function mistakesOf(value: unknown, path: Path): RecordedMistake[] {
  const items: unknown[] = Array.isArray(value) ? value : [];
  return items.flatMap((item) => (isNamed(item) ? [mistakeOf(item, path)] : []));
}

interface Named {
  readonly name: string;
  readonly property?: unknown;
  readonly data?: unknown;
}

function isNamed(item: unknown): item is Named {
  return isObject(item) && "name" in item && typeof item.name === "string";
}

function mistakeOf({ name, property, data: given }: Named, path: Path): RecordedMistake {
  const { declaration: data, recording } = separate(isObject(given) ? given : {});
  return {
    path,
    name,
    ...(typeof property === "string" ? { property } : {}),
    data: isObject(data) ? data : {},
    ...(recording.call === undefined ? {} : { at: recording.call.at }),
  };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
