import type { ArrayExpression, Expression, ObjectExpression, ObjectProperty } from "oxc-parser";
import type { Path } from "../diagnostics/diagnostic.ts";
import { type Constant, unwrapped } from "./author-syntax.ts";

/** Where a path through literals ends: at a value, at the key above it, or, where it leads nowhere, above that. */
export interface Reached {
  /** The expression that the whole path leads to; undefined where it ends before. */
  readonly value: Expression | undefined;
  /** What stands for it in the text. */
  readonly range: Range;
  /** The key, for findings about the name. */
  readonly key: Range | undefined;
}

/** Offsets in a file, the end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** How many names and spreads are followed before the last one itself is the position. */
const MOST_STEPS = 20;

/**
 * Follows a path through object and array literals, spreads, and constants of the same file. Of a path that is not
 * there, the nearest key above; `above` is what stands for the expression as a whole.
 */
export function follow(expression: Expression, path: Path, constants: readonly Constant[], above: Range): Reached {
  return descend(
    expression,
    path,
    { constants, steps: MOST_STEPS },
    { value: undefined, range: above, key: undefined },
  );
}

interface Context {
  readonly constants: readonly Constant[];
  readonly steps: number;
}

function descend(given: Expression, path: Path, context: Context, above: Reached): Reached {
  const expression = initial(unwrapped(given), context);
  const [step, ...rest] = path;
  if (step === undefined) {
    const plain = unwrapped(given);
    return { value: plain, range: isLiteral(expression) ? expression : plain, key: above.key };
  }
  if (expression.type === "ObjectExpression") return inObject(expression, String(step), rest, context, above);
  if (expression.type === "ArrayExpression") return inArray(expression, Number(step), rest, context, above);
  const opaque = unwrapped(given);
  return { value: undefined, range: opaque, key: above.key };
}

function inObject(object: ObjectExpression, key: string, rest: Path, context: Context, above: Reached): Reached {
  for (const property of [...object.properties].reverse()) {
    if (property.type === "SpreadElement") {
      const found = context.steps > 0 ? descend(property.argument, [key, ...rest], fewer(context), above) : above;
      if (found.value !== undefined) return found;
    } else if (keyOf(property) === key) {
      const here = { value: undefined, range: property.key, key: property.key };
      return descend(property.value, rest, context, here);
    }
  }
  return { ...above, value: undefined };
}

function inArray(array: ArrayExpression, index: number, rest: Path, context: Context, above: Reached): Reached {
  const before = array.elements.slice(0, index + 1);
  const element = before[index];
  const isPlain = before.every((each) => each !== null && each.type !== "SpreadElement");
  if (element === undefined || element === null || element.type === "SpreadElement" || !isPlain) {
    return { value: undefined, range: element === undefined ? above.range : array, key: above.key };
  }
  return descend(element, rest, context, { value: undefined, range: element, key: undefined });
}

// A name stands for its constant where that is a literal; otherwise for itself.
function initial(expression: Expression, context: Context): Expression {
  if (expression.type !== "Identifier" || context.steps === 0) return expression;
  const found = context.constants.filter(({ name }) => name === expression.name);
  const [constant] = found;
  if (constant === undefined || found.length > 1) return expression;
  const value = initial(unwrapped(constant.value), fewer(context));
  return isLiteral(value) || value.type === "ObjectExpression" || value.type === "ArrayExpression" ? value : expression;
}

function isLiteral({ type }: Expression): boolean {
  return type === "Literal" || type === "TemplateLiteral";
}

function fewer(context: Context): Context {
  return { ...context, steps: context.steps - 1 };
}

function keyOf({ key, computed }: ObjectProperty): string | undefined {
  if (key.type === "Identifier" && !computed) return key.name;
  if (key.type === "Literal" && (typeof key.value === "string" || typeof key.value === "number"))
    return String(key.value);
  return undefined;
}

/** Where in the file the offsets of a text's value lie; undefined where escapes or expressions make that unclear. */
export function withinText(value: Expression | undefined, text: string, start: number, end: number): Range | undefined {
  if (value === undefined || start > end || end > text.length) return undefined;
  const raw = rawText(unwrapped(value));
  return raw !== undefined && raw.text === text ? { start: raw.start + start, end: raw.start + end } : undefined;
}

function rawText(value: Expression): { text: string; start: number } | undefined {
  if (value.type === "Literal" && typeof value.value === "string") {
    const { raw } = value;
    return raw === null ? undefined : { text: raw.slice(1, -1), start: value.start + 1 };
  }
  if (value.type !== "TemplateLiteral" || value.expressions.length > 0) return undefined;
  const raw = value.quasis[0]?.value.raw;
  return raw === undefined ? undefined : { text: raw, start: value.start + 1 };
}
