import { TraceMap, traceSegment } from "@jridgewell/trace-mapping";
import type { Argument, Expression } from "oxc-parser";
import type { Path, Place, Position } from "../diagnostics/diagnostic.ts";
import type { AuthorModule } from "./author-module.ts";
import { authorSyntax, type CallSite, unwrapped } from "./author-syntax.ts";
import { SOURCE_PREFIX } from "./bundle.ts";
import { startOf } from "./files.ts";
import { follow, type Range, type Reached, withinText } from "./literals.ts";
import type { Recording } from "./recording.ts";

/** A call that was found in an author's file. */
interface Located extends CallSite {
  readonly module: AuthorModule;
}

/** The innermost call above a place, and the steps from it to the place. */
interface DeepestCall {
  readonly call: { readonly site: Located; readonly args: readonly string[] } | undefined;
  readonly rest: Path;
}

// What is made by a call of its own is looked for where it is used: a property of the call above it.
function isUse(part: Place["part"], { call, rest }: DeepestCall): boolean {
  return part === "use" || (part === "key" && call !== undefined && rest.length === 1);
}

/** Finds places of a declaration in TypeScript files, by the calls that made them and the literals in their arguments. */
export class TypeScriptPositions {
  readonly #modules: ReadonlyMap<string, AuthorModule>;
  readonly #entry: string;
  readonly #map: string;
  #trace: TraceMap | undefined;

  constructor(modules: ReadonlyMap<string, AuthorModule>, entry: string, map: string) {
    this.#modules = modules;
    this.#entry = entry;
    this.#map = map;
  }

  /** The position of a place; the nearest thing above where the place itself is not in a file. */
  locate(place: Place, recording: Recording, declaration: unknown): Position {
    const { call, rest } = this.#deepestCall(recording, place);
    if (call === undefined) return startOf(this.#entry);
    const { module } = call.site;
    const reached = throughArguments(call.site, call.args, rest, place);
    const text = textAt(declaration, place.path);
    const span = place.span;
    const exact =
      span === undefined || text === undefined ? undefined : withinText(reached.value, text, span.start, span.end);
    const range = exact ?? shownRange(reached, place, module);
    return module.lines.position(module.file, range.start, range.end);
  }

  /** The position of a call by its frames in the bundle; the start of the tenant's file where there is none. */
  locateFrames(frames: string): Position {
    const [origin] = this.origins(frames);
    if (origin === undefined) return startOf(this.#entry);
    const { module, offset } = origin;
    const name = authorSyntax(module).calls.get(offset)?.name;
    if (name !== undefined) return module.lines.position(module.file, name.start, name.end);
    const { start, end } = authorSyntax(module).creations.get(offset) ?? {
      start: offset,
      end: wordEnd(module.text, offset),
    };
    return module.lines.position(module.file, start, end);
  }

  /** Where frames lie in authors' files, innermost first. */
  origins(frames: string): { readonly module: AuthorModule; readonly offset: number }[] {
    return frames.split(";").flatMap((frame) => {
      const [line = 0, column = 0] = frame.split(":").map(Number);
      return Number.isInteger(line) && line > 0 && column > 0 ? this.#origin(line, column) : [];
    });
  }

  #deepestCall(root: Recording, { path, part }: Place): DeepestCall {
    let deepest: DeepestCall = { call: undefined, rest: path };
    let at: Recording | undefined = root;
    for (let depth = 0; at !== undefined; depth++) {
      if (depth === path.length && isUse(part, deepest)) break;
      deepest = this.#callAt(at, path.slice(depth)) ?? deepest;
      const step = path[depth];
      at = step === undefined ? undefined : at.children.get(step);
    }
    return deepest;
  }

  #callAt({ call }: Recording, rest: Path): DeepestCall | undefined {
    const site = call === undefined ? undefined : this.#site(call.at);
    return site === undefined || call === undefined ? undefined : { call: { site, args: call.args }, rest };
  }

  #site(frames: string): Located | undefined {
    for (const { module, offset } of this.origins(frames)) {
      const site = authorSyntax(module).calls.get(offset);
      if (site !== undefined) return { ...site, module };
    }
    return undefined;
  }

  #origin(line: number, column: number): { module: AuthorModule; offset: number }[] {
    this.#trace ??= new TraceMap(this.#map);
    const segment = traceSegment(this.#trace, line - 1, column - 1);
    if (segment === null || segment.length === 1) return [];
    const source = this.#trace.sources[segment[1]] ?? "";
    const module = this.#modules.get(source.replace(SOURCE_PREFIX, ""));
    return module === undefined ? [] : [{ module, offset: authorSyntax(module).offset(segment[2], segment[3]) }];
  }
}

function throughArguments(site: Located, args: readonly string[], rest: Path, place: Place): Reached {
  const whole: Reached = { value: undefined, range: wholeCall(site), key: undefined };
  const { constants } = authorSyntax(site.module);
  const given = site.call.arguments;
  if (rest.length === 0) {
    const name = place.part === "key" ? given[0] : undefined;
    return name === undefined || name.type === "SpreadElement" ? whole : follow(name, [], constants, site.name);
  }
  const [argument = receiverOf(site, rest), within] = argumentOf(args, rest, given);
  if (argument === undefined || argument.type === "SpreadElement") {
    return { ...whole, range: argument ?? site.name };
  }
  return follow(argument, within, constants, site.name);
}

function argumentOf(args: readonly string[], path: Path, given: readonly Argument[]): [Argument | undefined, Path] {
  const [key, ...rest] = path;
  const exact = args.indexOf(String(key));
  if (exact >= 0) return [given[exact], rest];
  const all = args.indexOf(`${key}[]`);
  if (all >= 0) return [given[all + Number(rest[0] ?? 0)], rest.slice(1)];
  const spread = args.indexOf("...");
  return spread >= 0 ? [given[spread], path] : [undefined, rest];
}

// The operand of a method is what it is called on.
function receiverOf({ call }: Located, [key]: Path): Expression | undefined {
  const callee = unwrapped(call.callee);
  return (key === "of" || key === "left") && callee.type === "MemberExpression" ? callee.object : undefined;
}

function wordEnd(text: string, offset: number): number {
  return offset + (/^[\w$]*/.exec(text.slice(offset, offset + 100))?.[0].length ?? 0);
}

// Of a value that goes over several lines, its key says where it is.
function shownRange({ range, key }: Reached, place: Place, { lines }: AuthorModule): Range {
  if (key === undefined) return range;
  const isOnOneLine = lines.at(range.start).line === lines.at(range.end).line;
  return place.part === "key" || !isOnOneLine ? key : range;
}

// A call that fits on a line is shown as it is; of a longer one, what is called.
function wholeCall({ call, name, module }: Located): Range {
  const start = module.lines.at(name.start);
  return module.lines.at(call.end).line === start.line ? { start: name.start, end: call.end } : name;
}

function textAt(declaration: unknown, path: Path): string | undefined {
  let at: unknown = declaration;
  for (const step of path) {
    if (typeof at !== "object" || at === null) return undefined;
    at = Object.getOwnPropertyDescriptor(at, step)?.value;
  }
  return typeof at === "string" ? at : undefined;
}
