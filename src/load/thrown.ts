import {
  crashed,
  deadline,
  thrown as exception,
  frozen,
  memory,
  noHost,
  notCallable,
  outputSize,
  recursion,
  tooDeep,
  undefinedName,
  unsettled,
} from "../diagnostics/codes/load.ts";
import { type Diagnostic, diagnostic, type Position } from "../diagnostics/diagnostic.ts";
import { visibleLine } from "../diagnostics/reporters/visible.ts";
import { authorSyntax } from "./author-syntax.ts";
import type { Thrown } from "./evaluate.ts";
import type { Failure, Scene } from "./failure.ts";
import { startOf } from "./files.ts";
import { MOST_DEPTH } from "./guest.ts";
import { missingExports } from "./missing-exports.ts";
import { framesOf } from "./recording.ts";
import { loopAt, onlyAwait, onlyThrow, receiverOf } from "./statements.ts";
import { unknownMethodAt } from "./unknown-method.ts";

const LONGEST_MESSAGE = 300;

/** What a failed run means, at the place in the author's file where it failed. */
export async function failureDiagnostics(failure: Failure): Promise<readonly Diagnostic[]> {
  const { outcome, entry, limits, modules } = failure;
  const at = startOf(entry);
  switch (outcome.kind) {
    case "deadline":
      return [diagnostic(deadline, at, { seconds: limits.deadline / 1000 })];
    case "memory":
      return [diagnostic(memory, at, { bytes: limits.memory })];
    case "large":
      return [diagnostic(outputSize, at, { bytes: limits.output })];
    case "unsettled":
      return [diagnostic(unsettled, onlyAwait(modules) ?? at, {})];
    case "crashed":
      return [diagnostic(crashed, at, { message: visibleLine(outcome.message, LONGEST_MESSAGE) })];
    case "thrown":
      return thrownDiagnostics(failure, outcome.thrown);
  }
}

async function thrownDiagnostics(failure: Failure, thrown: Thrown): Promise<readonly Diagnostic[]> {
  const missing = /^Could not find export '/.test(thrown.message) ? missingExports(failure) : [];
  if (missing.length > 0) return missing;
  const frames = framesOf(thrown.stack);
  const [origin] = failure.positions.origins(frames);
  if (origin === undefined) return [withoutScene(failure, thrown)];
  const [frame = ""] = frames.split(";");
  const scene = { ...origin, thrown, frame, at: failure.positions.locateFrames(frames) };
  const found =
    ofEngine(failure, scene) ?? ofHost(scene) ?? (await unknownMethodAt(failure, scene)) ?? ofValues(failure, scene);
  return [found ?? diagnostic(exception, scene.at, messageOf(thrown))];
}

function ofValues(failure: Failure, scene: Scene): Diagnostic | undefined {
  return ofMissingValue(scene) ?? ofName(failure, scene) ?? ofSharedObject(scene);
}

// What is thrown without a stack, and a loop before anything that has a place.
function withoutScene({ entry, limits, modules }: Failure, thrown: Thrown): Diagnostic {
  const at = startOf(entry);
  if (isInterrupted(thrown)) {
    return diagnostic(deadline, firstLoop({ entry, modules }) ?? at, { seconds: limits.deadline / 1000 });
  }
  if (isOutOfMemory(thrown)) return diagnostic(memory, at, { bytes: limits.memory });
  return diagnostic(exception, onlyThrow(modules) ?? at, messageOf(thrown));
}

// An empty loop has no frame of its own, and what was done before it may be in another file.
function firstLoop({ entry, modules }: Pick<Failure, "entry" | "modules">): Position | undefined {
  const module = modules.modules.get(entry);
  return module === undefined ? undefined : loopAt(module, 0);
}

function messageOf({ name, message }: Thrown): { name: string; message: string } {
  return { name: visibleLine(name, 60), message: visibleLine(message, LONGEST_MESSAGE) };
}

function isInterrupted({ name, message }: Thrown): boolean {
  return name === "InternalError" && message === "interrupted";
}

function isOutOfMemory({ name, message }: Thrown): boolean {
  return name === "InternalError" && message.startsWith("out of memory");
}

function ofEngine(failure: Failure, { thrown, module, offset, at }: Scene): Diagnostic | undefined {
  const { limits } = failure;
  if (isInterrupted(thrown)) {
    const loop = loopAt(module, offset) ?? firstLoop(failure) ?? at;
    return diagnostic(deadline, loop, { seconds: limits.deadline / 1000 });
  }
  if (isOutOfMemory(thrown)) return diagnostic(memory, at, { bytes: limits.memory });
  if (thrown.message !== "stack overflow") return undefined;
  if (thrown.name === "SyntaxError") return diagnostic(tooDeep, at, { most: MOST_DEPTH });
  if (thrown.name !== "InternalError") return undefined;
  const site = authorSyntax(module).calls.get(offset);
  const called = site === undefined ? "a function" : module.text.slice(site.name.start, site.name.end);
  return diagnostic(recursion, at, { called: visibleLine(called, 60) });
}

const SAME_AGAIN = "a declaration says the same each time it is read";

const HOST: ReadonlyMap<string, string> = new Map([
  ["Date", SAME_AGAIN],
  ["performance", SAME_AGAIN],
  ["crypto", SAME_AGAIN],
  ["setTimeout", "there is nothing to wait for in a declaration"],
  ["setInterval", "there is nothing to wait for in a declaration"],
  ["fetch", "a declaration depends on no server"],
  ["process", "a declaration depends on no machine; environments have their own settings"],
  ["require", "tenants import with import … from"],
  ["console", "what a tenant declares is seen with monitorgen explain"],
  ["Buffer", "a declaration is text, numbers, lists and records"],
  ["WeakRef", "it would show when memory is freed"],
  ["FinalizationRegistry", "it would show when memory is freed"],
]);

const REFUSED: ReadonlyMap<string, string> = new Map([
  ["Math.random", SAME_AGAIN],
  ["Function", "code made from text can't be checked"],
  ["eval", "code made from text can't be checked"],
]);

function ofHost({ thrown, at }: Scene): Diagnostic | undefined {
  const isRequire = thrown.message.startsWith("Dynamic require of ");
  const name = isRequire ? "require" : (undefinedNameOf(thrown) ?? thrown.message);
  const why = thrown.name === "Refused" ? REFUSED.get(name) : HOST.get(name);
  return why === undefined ? undefined : diagnostic(noHost, at, { name, why });
}

function undefinedNameOf({ name, message }: Thrown): string | undefined {
  return name === "ReferenceError" ? /^'(.{1,200})' is not defined$/.exec(message)?.[1] : undefined;
}

function ofName({ exports }: Failure, { thrown, module, at }: Scene): Diagnostic | undefined {
  const name = undefinedNameOf(thrown);
  if (name === undefined) return undefined;
  const known = [...authorSyntax(module).names];
  const provided = [...exports.values()].flat();
  return diagnostic(undefinedName, at, { name: visibleLine(name, 60), known, exports: provided });
}

function ofSharedObject({ thrown, at }: Scene): Diagnostic | undefined {
  const isFrozen = /^object is not extensible$|is read-only$|^no setter for property/.test(thrown.message);
  if (thrown.name !== "TypeError" || !isFrozen) return undefined;
  return diagnostic(frozen, at, { message: visibleLine(thrown.message, 100) });
}

// `x.y` of an undefined x: the frame is at x, the message knows y.
function ofMissingValue({ thrown, module, offset }: Scene): Diagnostic | undefined {
  const match = /^cannot (?:read|set) property '(.{0,200})' of (undefined|null)$/.exec(thrown.message);
  if (match === null) return undefined;
  const [, property = "", found = ""] = match;
  const object = receiverOf(module, offset, property);
  if (object === undefined) return undefined;
  const at = module.lines.position(module.file, object.start, object.end);
  const expression = visibleLine(module.text.slice(object.start, object.end), 60);
  return diagnostic(notCallable, at, { expression, found: `${found}, it has no ${visibleLine(property, 60)}` });
}
