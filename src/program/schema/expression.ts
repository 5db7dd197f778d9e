import { z } from "zod";
import type { ComparisonNode, ExpressionNode, MatchNode } from "../../promql/build/node.ts";
import { AGGREGATIONS, COMPARISONS, OVER_TIME } from "../../promql/build/node.ts";
import { labelName } from "./values.ts";

/*
 * Expressions: PromQL as a text, or what the DSL's builder records. The texts inside (windows, bounds) are judged where
 * the expression is lowered to PromQL, because what they must be depends on units.
 */

const regex = z.strictObject({ regex: z.string().max(1000, "@text"), flags: z.string().exactOptional() });
const positive = z.union([z.string(), z.array(z.string()), regex]);
const match: z.ZodType<MatchNode> = z.union([positive, z.strictObject({ not: positive })]);

const node: z.ZodType<ExpressionNode> = z.lazy(() => anyNode);

const window = z.string();
const by = z.array(z.string());

const metric = z.strictObject({
  op: z.literal("metric"),
  metric: z.string(),
  get of() {
    return metric.exactOptional();
  },
  where: z.record(labelName, match).exactOptional(),
});

const overTime = z.strictObject({ op: z.enum(OVER_TIME), of: node, window, ahead: z.string().exactOptional() });

const ofHistogram = z.strictObject({
  op: z.enum(["percentile", "mean", "within"]),
  of: node,
  window,
  percentile: z.number().exactOptional(),
  bound: z.union([z.string(), z.number()]).exactOptional(),
  by: by.exactOptional(),
});

const aggregate = z.strictObject({ op: z.literal("aggregate"), how: z.enum(AGGREGATIONS), of: node, by });

const arithmetic = z.strictObject({
  op: z.literal("arithmetic"),
  how: z.enum(["+", "-", "*", "/"]),
  left: node,
  right: z.union([z.number(), node]),
  ratio: z.literal(true).exactOptional(),
});

const COMPARISON_NAMES = Object.keys(COMPARISONS) as [ComparisonNode["op"], ...ComparisonNode["op"][]];

const comparison = z.strictObject({
  op: z.enum(COMPARISON_NAMES),
  left: node,
  bound: z.union([z.string(), z.number(), node]),
});

const combination = z.strictObject({ op: z.enum(["and", "or", "unless"]), left: node, right: node });
const absent = z.strictObject({ op: z.literal("absent"), of: node });
const offset = z.strictObject({ op: z.literal("offset"), of: node, ago: z.string() });
const promql = z.strictObject({ op: z.literal("promql"), text: z.string() });

const anyNode = z.discriminatedUnion("op", [
  metric,
  overTime,
  ofHistogram,
  aggregate,
  arithmetic,
  comparison,
  combination,
  absent,
  offset,
  promql,
]);

/** An expression as an author gives it. */
export type Expression = string | ExpressionNode;

/** PromQL, or the builder's node. */
export const expression: z.ZodType<Expression> = z
  .custom<unknown>((value) => value !== undefined, "@expression")
  .pipe(z.unknown())
  .transform((value, context) => {
    if (typeof value === "string") return value;
    const parsed = node.safeParse(value);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) context.addIssue({ ...issue });
    return z.NEVER;
  });
