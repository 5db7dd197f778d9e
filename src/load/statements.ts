import { type Expression, Visitor, type VisitorObject } from "oxc-parser";
import type { Position } from "../diagnostics/diagnostic.ts";
import type { AuthorModule } from "./author-module.ts";
import type { AuthorModules } from "./author-modules.ts";
import type { Range } from "./literals.ts";

/** The only `throw` of an author's files; undefined where there are more. A thrown text has no stack to tell. */
export function onlyThrow(modules: AuthorModules): Position | undefined {
  return only(modules, (add) => ({ ThrowStatement: add }));
}

/** The only `await` of an author's files; undefined where there are more. */
export function onlyAwait(modules: AuthorModules): Position | undefined {
  return only(modules, (add) => ({ AwaitExpression: add }));
}

/** The loop around an offset, or the first after it: an empty loop's frame names what was done before it. */
export function loopAt(module: AuthorModule, offset: number): Position | undefined {
  const loops = found(module, (add) => ({
    ForStatement: add,
    ForOfStatement: add,
    ForInStatement: add,
    WhileStatement: add,
    DoWhileStatement: add,
  }));
  const inner = loops.filter(({ start, end }) => start <= offset && offset < end).at(-1);
  const [next] = loops.filter(({ start }) => start > offset);
  const loop = inner ?? next;
  return loop === undefined ? undefined : module.lines.position(module.file, loop.start, loop.end);
}

/** The innermost expression around an offset whose property of this name is read or set. */
export function receiverOf(module: AuthorModule, offset: number, property: string): Range | undefined {
  const objects = found<Expression>(module, (add) => ({
    MemberExpression({ object, property: name, computed }) {
      const isNamed = computed || (name.type === "Identifier" && name.name === property);
      if (isNamed && object.start <= offset && offset <= object.end) add(object);
    },
  }));
  return objects.sort((a, b) => a.end - a.start - (b.end - b.start))[0];
}

type Finder<R extends Range> = (add: (range: R) => void) => VisitorObject;

function only({ modules }: AuthorModules, finder: Finder<Range>): Position | undefined {
  const positions = [...modules.values()].flatMap((module) =>
    found(module, finder).map(({ start, end }) => module.lines.position(module.file, start, end)),
  );
  return positions.length === 1 ? positions[0] : undefined;
}

function found<R extends Range>({ parsed }: AuthorModule, finder: Finder<R>): R[] {
  const ranges: R[] = [];
  if (parsed !== undefined) new Visitor(finder((range) => ranges.push(range))).visit(parsed.program);
  return ranges;
}
