import { type CallExpression, type Expression, parseSync, Visitor } from "oxc-parser";
import {
  crashed,
  deadline,
  thrown as exception,
  frozen,
  importName,
  memory,
  noHost,
  notCallable,
  outputSize,
  recursion,
  undefinedName,
  unknownMethod,
  unsettled,
} from "../diagnostics/codes/load.ts";
import { type Diagnostic, diagnostic, type Position } from "../diagnostics/diagnostic.ts";
import { SourceLines } from "../diagnostics/reporters/source-lines.ts";
import { visibleLine } from "../diagnostics/reporters/visible.ts";
import type { AuthorModule, AuthorModules } from "./author-modules.ts";
import { authorSyntax, unwrapped } from "./author-syntax.ts";
import type { Limits, Outcome, Thrown } from "./evaluate.ts";
import { startOf } from "./files.ts";
import { framesOf } from "./recording.ts";
import type { TypeScriptPositions } from "./typescript-positions.ts";

/** What is known of a run that ended without a declaration. */
export interface Failure {
  readonly outcome: Exclude<Outcome, { kind: "value" }>;
  readonly entry: string;
  readonly limits: Limits;
  readonly modules: AuthorModules;
  readonly positions: TypeScriptPositions;
  /** The bundle's code. */
  readonly code: string;
  /** What each provided module exports, by its name. */
  readonly exports: ReadonlyMap<string, readonly string[]>;
  /** Runs other code in the bundle's place, with `$probe`. */
  probe(code: string): Promise<Outcome>;
}

const LONGEST_MESSAGE = 300;

/** What a failed run means, at the place in the author's file where it failed. */
export async function failureDiagnostics(failure: Failure): Promise<readonly Diagnostic[]> {
  const { outcome, entry, limits } = failure;
  const at = startOf(entry);
  switch (outcome.kind) {
    case "deadline":
      return [diagnostic(deadline, at, { seconds: limits.deadline / 1000 })];
    case "memory":
      return [diagnostic(memory, at, { bytes: limits.memory })];
    case "large":
      return [diagnostic(outputSize, at, { bytes: limits.output })];
    case "unsettled":
      return [diagnostic(unsettled, awaitIn(failure) ?? at, {})];
    case "crashed":
      return [diagnostic(crashed, at, { message: visibleLine(outcome.message, LONGEST_MESSAGE) })];
    case "thrown":
      return thrownDiagnostics(failure, outcome.thrown);
  }
}

async function thrownDiagnostics(failure: Failure, thrown: Thrown): Promise<readonly Diagnostic[]> {
  const missing = /^Could not find export '(.*)' in module/.test(thrown.message) ? missingExports(failure) : [];
  if (missing.length > 0) return missing;
  const frames = framesOf(thrown.stack);
  const at = frames === "" ? (throwIn(failure) ?? startOf(failure.entry)) : failure.positions.locateFrames(frames);
  const of = { failure, thrown, frames, at };
  const found =
    ofEngine(of) ?? ofHost(of) ?? (await ofCall(of)) ?? ofMissingValue(of) ?? ofName(of) ?? ofSharedObject(of);
  return [found ?? diagnostic(exception, at, messageOf(thrown))];
}

interface Case {
  readonly failure: Failure;
  readonly thrown: Thrown;
  readonly frames: string;
  readonly at: Position;
}

function messageOf({ name, message }: Thrown): { name: string; message: string } {
  return { name: visibleLine(name, 60), message: visibleLine(message, LONGEST_MESSAGE) };
}

function ofEngine({ failure, thrown, frames, at }: Case): Diagnostic | undefined {
  if (thrown.name !== "InternalError") return undefined;
  if (thrown.message === "interrupted") {
    return diagnostic(deadline, loopAt(failure, frames) ?? at, { seconds: failure.limits.deadline / 1000 });
  }
  if (thrown.message.startsWith("out of memory")) return diagnostic(memory, at, { bytes: failure.limits.memory });
  if (thrown.message !== "stack overflow") return undefined;
  const [origin] = failure.positions.origins(frames);
  const site = origin === undefined ? undefined : authorSyntax(origin.module).calls.get(origin.offset);
  const called = site === undefined ? undefined : origin?.module.text.slice(site.name.start, site.name.end);
  return diagnostic(recursion, at, { called: called === undefined ? "a function" : visibleLine(called, 60) });
}

const HOST: Readonly<Record<string, string>> = {
  Date: "a declaration says the same whenever it is read",
  performance: "a declaration says the same whenever it is read",
  setTimeout: "there is nothing to wait for in a declaration",
  setInterval: "there is nothing to wait for in a declaration",
  fetch: "a declaration depends on no server",
  process: "a declaration depends on no machine; environments have their own settings",
  require: "tenants import with import … from",
  console: "what a tenant declares is seen with monitorgen explain",
  crypto: "a declaration says the same each time it is read",
  Buffer: "a declaration is text, numbers, lists and records",
  WeakRef: "it would show when memory is freed",
  FinalizationRegistry: "it would show when memory is freed",
};

const REFUSED: Readonly<Record<string, string>> = {
  "Math.random": "a declaration says the same each time it is read",
  Function: "code made from text can't be checked",
  eval: "code made from text can't be checked",
};

function ofHost({ thrown, at }: Case): Diagnostic | undefined {
  if (thrown.message.startsWith("Dynamic require of ")) {
    return diagnostic(noHost, at, { name: "require", why: HOST["require"] ?? "" });
  }
  const refused = thrown.name === "Refused" && Object.hasOwn(REFUSED, thrown.message) ? thrown.message : undefined;
  if (refused !== undefined) return diagnostic(noHost, at, { name: refused, why: REFUSED[refused] ?? "" });
  const name = undefinedNameOf(thrown);
  if (name === undefined || !Object.hasOwn(HOST, name)) return undefined;
  return diagnostic(noHost, at, { name, why: HOST[name] ?? "" });
}

function undefinedNameOf({ name, message }: Thrown): string | undefined {
  return name === "ReferenceError" ? /^'(.{1,200})' is not defined$/.exec(message)?.[1] : undefined;
}

function ofName({ failure, thrown, frames, at }: Case): Diagnostic | undefined {
  const name = undefinedNameOf(thrown);
  if (name === undefined) return undefined;
  const [origin] = failure.positions.origins(frames);
  const known = origin === undefined ? [] : [...authorSyntax(origin.module).names];
  const shown = visibleLine(name, 60);
  const wider =
    origin?.module.text.startsWith(name, origin.offset) === true
      ? origin.module.lines.position(origin.module.file, origin.offset, origin.offset + name.length)
      : at;
  return diagnostic(undefinedName, wider, { name: shown, known, exports: failure.exports.get("monitorgen") ?? [] });
}

function ofSharedObject({ thrown, at }: Case): Diagnostic | undefined {
  const isFrozen = /^object is not extensible$|is read-only$|^no setter for property/.test(thrown.message);
  if (thrown.name !== "TypeError" || !isFrozen) return undefined;
  return diagnostic(frozen, at, { message: visibleLine(thrown.message, 100) });
}

// `x.y` of an undefined x: the frame is at x, the message knows y.
function ofMissingValue({ failure, thrown, frames }: Case): Diagnostic | undefined {
  const match = /^cannot (?:read|set) property '(.{0,200})' of (undefined|null)$/.exec(thrown.message);
  const [origin] = failure.positions.origins(frames);
  const property = match?.[1];
  if (origin?.module.parsed === undefined || property === undefined) return undefined;
  const object = receiverOf(origin.module, origin.offset, property);
  if (object === undefined) return undefined;
  const at = origin.module.lines.position(origin.module.file, object.start, object.end);
  const expression = visibleLine(origin.module.text.slice(object.start, object.end), 60);
  return diagnostic(notCallable, at, { expression, found: `${match?.[2]}, it has no ${visibleLine(property, 60)}` });
}

function receiverOf(module: AuthorModule, offset: number, property: string): Expression | undefined {
  let found: Expression | undefined;
  if (module.parsed === undefined) return undefined;
  new Visitor({
    MemberExpression({ object, property: name, computed }) {
      const isNamed = computed || (name.type === "Identifier" && name.name === property);
      const isSmaller = found === undefined || object.end - object.start < found.end - found.start;
      if (isNamed && object.start <= offset && offset <= object.end && isSmaller) found = object;
    },
  }).visit(module.parsed.program);
  return found;
}

// QuickJS says only "not a function": what the receiver does have is asked of it in a second run.
async function ofCall({ failure, thrown, frames, at }: Case): Promise<Diagnostic | undefined> {
  if (thrown.name !== "TypeError" || thrown.message !== "not a function") return undefined;
  const [origin] = failure.positions.origins(frames);
  const site = origin === undefined ? undefined : authorSyntax(origin.module).calls.get(origin.offset);
  if (origin === undefined || site === undefined) return undefined;
  const text = (range: { start: number; end: number }, most: number): string =>
    visibleLine(origin.module.text.slice(range.start, range.end), most);
  const callee = unwrapped(site.call.callee);
  const missing = diagnostic(notCallable, at, { expression: text(callee, 80), found: "no function" });
  if (callee.type !== "MemberExpression") return missing;
  const member = text(site.name, 60).replace(/^["'`]|["'`]$/g, "");
  const members = await receiverNames(failure, frames);
  if (members === undefined || (typeof members !== "string" && members.includes(member))) return missing;
  const of = text(callee.object, 60);
  if (typeof members === "string") return diagnostic(notCallable, at, { expression: of, found: members });
  const methods = members.filter((name) => /^[A-Za-z]\w*\(\)$/.test(name)).map((name) => name.slice(0, -2));
  const shown = methods.filter((name) => !HIDDEN.has(name)).sort();
  return diagnostic(unknownMethod, at, { member, of, members: shown });
}

const HIDDEN = new Set(["constructor", "toJSON"]);

async function receiverNames(failure: Failure, frames: string): Promise<readonly string[] | string | undefined> {
  const [line = 0, column = 0] = (frames.split(";")[0] ?? "").split(":").map(Number);
  const { code } = failure;
  const paren = new SourceLines(code).offset(line, column);
  let object: Expression | undefined;
  const take = ({ callee }: CallExpression): void => {
    if (callee.type === "MemberExpression" && callee.object.type !== "Super") object = callee.object;
  };
  new Visitor({
    CallExpression(call) {
      if (call.callee.end <= paren && /^(?:\?\.)?$/.test(code.slice(call.callee.end, paren))) take(call);
    },
    ReturnStatement({ start, argument }) {
      const call = argument === null ? undefined : unwrapped(argument);
      if (start === paren && call?.type === "CallExpression") take(call);
    },
  }).visit(parseSync("tenant.js", code).program);
  if (object === undefined) return undefined;
  const { start, end } = object;
  const outcome = await failure.probe(`${code.slice(0, start)}$probe(${code.slice(start, end)})${code.slice(end)}`);
  return outcome.kind === "thrown" ? outcome.probe : undefined;
}

function missingExports({ modules, exports, code }: Failure): Diagnostic[] {
  // Only what the bundle still imports: names that are used as types alone are gone from it.
  const imported = new Set(
    parseSync("tenant.js", code).module.staticImports.flatMap(({ entries }) =>
      entries.map(({ importName: { name } }) => name),
    ),
  );
  const found: Diagnostic[] = [];
  for (const { file, lines, parsed } of modules.modules.values()) {
    for (const { moduleRequest, entries } of parsed?.module.staticImports ?? []) {
      const known = exports.get(moduleRequest.value);
      for (const { importName: asked } of known === undefined ? [] : entries) {
        const name = asked.kind === "Default" ? "default" : asked.name;
        if (!name || known === undefined || known.includes(name) || !imported.has(asked.name)) continue;
        const at = lines.position(file, asked.start ?? 0, asked.end ?? 0);
        found.push(diagnostic(importName, at, { name, from: `"${moduleRequest.value}"`, exports: known }));
      }
    }
  }
  return found;
}

// A thrown text has no stack; where only one statement throws, it was that one.
function throwIn({ modules }: Failure): Position | undefined {
  return onlyOne(modules, (module, add) => ({ ThrowStatement: ({ start, end }) => add(module, start, end) }));
}

function awaitIn({ modules }: Failure): Position | undefined {
  return onlyOne(modules, (module, add) => ({ AwaitExpression: ({ start, end }) => add(module, start, end) }));
}

// An empty loop has no position of its own: the frame names what was done before it.
function loopAt({ positions, modules, entry }: Failure, frames: string): Position | undefined {
  const [origin] = positions.origins(frames);
  const module = origin?.module ?? modules.modules.get(entry);
  const offset = origin?.offset ?? 0;
  if (module?.parsed === undefined) return undefined;
  const loops: { start: number; end: number }[] = [];
  const add = ({ start, end }: { start: number; end: number }) => loops.push({ start, end });
  new Visitor({
    ForStatement: add,
    ForOfStatement: add,
    ForInStatement: add,
    WhileStatement: add,
    DoWhileStatement: add,
  }).visit(module.parsed.program);
  const around = loops.filter(({ start, end }) => start <= offset && offset < end);
  const loop = around.at(-1) ?? loops.filter(({ start }) => start > offset).sort((a, b) => a.start - b.start)[0];
  return loop === undefined ? undefined : module.lines.position(module.file, loop.start, loop.end);
}

type Add = (module: AuthorModule, start: number, end: number) => void;

function onlyOne(
  { modules }: AuthorModules,
  visitor: (module: AuthorModule, add: Add) => ConstructorParameters<typeof Visitor>[0],
): Position | undefined {
  const found: Position[] = [];
  for (const module of modules.values()) {
    if (module.parsed === undefined) continue;
    const add: Add = ({ lines, file }, start, end) => found.push(lines.position(file, start, end));
    new Visitor(visitor(module, add)).visit(module.parsed.program);
  }
  return found.length === 1 ? found[0] : undefined;
}
