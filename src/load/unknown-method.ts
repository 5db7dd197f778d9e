import { type CallExpression, type Expression, parseSync, Visitor } from "oxc-parser";
import { notCallable, unknownMethod } from "../diagnostics/codes/load.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { SourceLines } from "../diagnostics/reporters/source-lines.ts";
import { visibleLine } from "../diagnostics/reporters/visible.ts";
import { authorSyntax, unwrapped } from "./author-syntax.ts";
import type { Failure, Scene } from "./failure.ts";
import type { Range } from "./literals.ts";

/**
 * What a call of something that is no function means. The engine says only "not a function"; which methods the
 * receiver does have is asked of it in a second run.
 */
export async function unknownMethodAt(
  failure: Pick<Failure, "code" | "probe">,
  { thrown, module, offset, at, frame }: Scene,
): Promise<Diagnostic | undefined> {
  const site = authorSyntax(module).calls.get(offset);
  if (thrown.name !== "TypeError" || thrown.message !== "not a function" || site === undefined) return undefined;
  const text = ({ start, end }: Range): string => visibleLine(module.text.slice(start, end), 60);
  const callee = unwrapped(site.call.callee);
  const noFunction = diagnostic(notCallable, at, { expression: text(callee), found: "no function" });
  if (callee.type !== "MemberExpression") return noFunction;
  const of = text(callee.object);
  const member = text(site.name).replace(/^["'`]|["'`]$/g, "");
  const names = await receiverNames(failure, frame);
  if (typeof names === "string") return diagnostic(notCallable, at, { expression: of, found: names });
  if (names === undefined || names.includes(member)) return noFunction;
  return diagnostic(unknownMethod, at, { member, of, members: methodsOf(names) });
}

const HIDDEN = new Set(["constructor", "toJSON"]);

function methodsOf(names: readonly string[]): string[] {
  const methods = names.filter((name) => /^[A-Za-z]\w*\(\)$/.test(name)).map((name) => name.slice(0, -2));
  return methods.filter((name) => !HIDDEN.has(name)).sort();
}

/** The names of what the call at a frame was made on, methods with `()`; `undefined` or `null` as a text if it was that. */
async function receiverNames(
  { code, probe }: Pick<Failure, "code" | "probe">,
  frame: string,
): Promise<readonly string[] | string | undefined> {
  const [line = 0, column = 0] = frame.split(":").map(Number);
  const receiver = receiverAt(code, new SourceLines(code).offset(line, column));
  if (receiver === undefined) return undefined;
  const { start, end } = receiver;
  const outcome = await probe(`${code.slice(0, start)}$probe(${code.slice(start, end)})${code.slice(end)}`);
  return outcome.kind === "thrown" ? outcome.probe : undefined;
}

// A frame is at the opening parenthesis; of a call in tail position, at its statement.
function receiverAt(code: string, offset: number): Expression | undefined {
  const receivers: Expression[] = [];
  const add = ({ callee }: CallExpression): void => {
    if (callee.type === "MemberExpression" && callee.object.type !== "Super") receivers.push(callee.object);
  };
  new Visitor({
    CallExpression(call) {
      const { end } = call.callee;
      if (end <= offset && /^(?:\?\.)?$/.test(code.slice(end, offset))) add(call);
    },
    ReturnStatement({ start, argument }) {
      const call = argument === null ? undefined : unwrapped(argument);
      if (start === offset && call?.type === "CallExpression") add(call);
    },
  }).visit(parseSync("tenant.js", code).program);
  return receivers[0];
}
