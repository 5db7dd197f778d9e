import { expect, test } from "vitest";
import { z } from "zod";
import { findingsOf } from "./issues.ts";
import { outlineOf } from "./outline.ts";

/** What a schema refuses in a value, as `where: what`. */
function told(schema: z.ZodType, value: unknown): readonly string[] {
  const { error } = schema.safeParse(value);
  return findingsOf(error?.issues ?? [], value, outlineOf(schema, "the tenant")).map(
    ({ kind, place, data }) => `${place.path.join("/")} ${kind.name}: ${JSON.stringify(data)}`,
  );
}

const share = z.strictObject({ share: z.number().gt(0).lt(1) });
const pair = z.strictObject({ pair: z.array(z.string().min(2).max(3)).min(2).max(3) });
const either = z.strictObject({ either: z.union([z.literal("all"), z.array(z.string())]) });
const kinds = z.strictObject({
  shape: z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("a") }),
    z.strictObject({ type: z.literal("b") }),
  ]),
});
const names = z.record(z.string().regex(/^[a-z]+$/, "@name"), z.number());
const condition = z.strictObject({ when: z.custom((value) => value === "fine", "@expression") });
const length = z.strictObject({ for: z.custom((value) => value === "5m", "@duration") });

test.each<[string, z.ZodType, unknown, string, string]>([
  ["a number at its open lower end", share, { share: 0 }, "share declaration/number-out-of-range", '"more than 0"'],
  ["a number at its open upper end", share, { share: 1 }, "share declaration/number-out-of-range", '"less than 1"'],
  ["a list of too few", pair, { pair: ["ab"] }, "pair declaration/wrong-length", '"needs at least 2 entries"'],
  ["a list of too many", pair, { pair: Array(4).fill("ab") }, "pair", '"takes at most 3 entries"'],
  ["a text that is too short", pair, { pair: ["a", "ab"] }, "pair/0", '"needs at least 2 characters"'],
  ["a text that is too long", pair, { pair: ["abcd", "ab"] }, "pair/0", '"takes at most 3 characters"'],
  ["none of two forms", either, { either: 5 }, "either declaration/wrong-type", '"found":"5"'],
  ["another word than the one", either, { either: "none" }, "either declaration/wrong-type", "none"],
  ["the form that is meant", either, { either: ["a", 5] }, "either/1 declaration/wrong-type", '"found":"5"'],
  ["nothing where a form belongs", either, {}, " declaration/missing-property", '"property":"either"'],
  ["a kind that isn't there", kinds, { shape: { type: "c" } }, "shape/type declaration/unknown-choice", '["a","b"]'],
  ["no kind", kinds, { shape: {} }, "shape declaration/missing-property", '"property":"type"'],
  ["no object where kinds are", kinds, { shape: 5 }, "shape declaration/wrong-type", '"found":"5"'],
  ["a name with a guess", names, { "Two Words": 1 }, "Two Words declaration/malformed-value", '"guess":"two-words"'],
  ["a condition that is none", condition, { when: 5 }, "when declaration/malformed-value", '"found":"5"'],
  ["a number where a form belongs", length, { for: 5 }, "for declaration/wrong-type", '"found":"5"'],
  ["a text of another form", length, { for: "5 minutes" }, "for declaration/malformed-value", '"guess":"5m"'],
])("%s", (_, schema, value, where, data) => {
  const found = told(schema, value);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(`${where}`);
  expect(found[0]).toContain(data);
});

test("a key for which there is no guess is told without one", () => {
  const [found] = told(names, { "!": 1 });
  expect(found).toMatch(/^! declaration\/malformed-value/);
  expect(found).not.toContain("guess");
});

test("a misspelt property is told once; another one that is missing is told, too", () => {
  const schema = z.strictObject({ owner: z.string(), severity: z.string() });
  expect(told(schema, { onwer: "music" }).map((one) => one.split(":")[0])).toEqual([
    " declaration/missing-property",
    "onwer declaration/unknown-property",
  ]);
});
