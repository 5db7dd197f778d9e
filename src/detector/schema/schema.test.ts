import { describe, expect, it } from "vitest";
import {
  anything,
  check,
  choice,
  list,
  nullable,
  number,
  object,
  optional,
  pair,
  parse,
  readOrNothing,
  record,
  refined,
  SchemaError,
  text,
  truth,
  withDefault,
} from "./index.ts";

const problems = (...given: Parameters<typeof check>) =>
  check(...given).mistakes?.map(({ path, problem }) => `${path}: ${problem}`);

describe("a schema", () => {
  const person = object({
    name: text({ shortest: 1, longest: 5, pattern: [/^[a-z]*$/, "must be lower case"] }),
    age: withDefault(number({ integer: true, minimum: 0, maximum: 150 }), 30),
    height: optional(number({ above: 0, maximum: 3 })),
    likes: withDefault(list(choice("tea", "coffee"), { least: 1, most: 2 }), []),
  });

  it("reads what is sound, with its defaults", () => {
    expect(check(person, { name: "ada" })).toStrictEqual({
      value: { name: "ada", age: 30, height: undefined, likes: [] },
    });
    expect(parse(person, { name: "ada", age: 3, height: 1, likes: ["tea"] }).likes).toStrictEqual(["tea"]);
  });

  it("finds all mistakes at once and says where", () => {
    expect(problems(person, { name: "", age: 1.5, height: 0, likes: ["tea", "milk"], nmae: 1 })).toStrictEqual([
      "nmae: is unknown: expected name, age, height, likes",
      "name: must not be empty",
      "age: must be a whole number",
      "height: must be above 0",
      "likes.1: must be one of tea, coffee",
    ]);
    expect(problems(person, { name: "adelaide", age: -1, height: 4, likes: [] })).toStrictEqual([
      "name: must be at most 5 characters long",
      "age: must be at least 0",
      "height: must be at most 3",
      "likes: must have at least 1 entries",
    ]);
    expect(problems(person, { name: "Ada", age: "3", likes: ["tea", "tea", "tea"] })).toStrictEqual([
      "name: must be lower case",
      "age: must be a number",
      "likes: must have at most 2 entries",
    ]);
    expect(problems(person, { name: 5, likes: "tea" })).toStrictEqual([
      "name: must be a text",
      "likes: must be a list",
    ]);
  });

  it.each([null, [], "x", 3, undefined])("refuses %j for an object", (given) => {
    expect(problems(person, given)).toStrictEqual([": must be an object"]);
    expect(problems(record(truth), given)).toStrictEqual([": must be an object"]);
  });

  it("ignores other properties where told to", () => {
    expect(check(object({ a: truth }, "ignored"), { a: true, b: 1 })).toStrictEqual({ value: { a: true } });
    expect(problems(object({ a: truth }, "ignored"), { a: 1 })).toStrictEqual(["a: must be true or false"]);
  });

  it("reads records, with mistakes in names and values", () => {
    const names = record(number(), (name) => (name.length > 2 ? "is too long" : undefined));
    expect(check(names, { a: 1, b: 2 })).toStrictEqual({ value: { a: 1, b: 2 } });
    expect(problems(names, { a: 1, long: 2, b: "x" })).toStrictEqual(["long: is too long", "b: must be a number"]);
  });

  it("can't be used to pollute a prototype", () => {
    const hostile: unknown = JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"a": 1}}');
    const read = parse(record(anything), hostile);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect(Object.hasOwn(read, "__proto__")).toBe(true);
    expect("polluted" in {}).toBe(false);
    expect(problems(object({ constructor: optional(text()) }), {})).toBeUndefined();
  });

  it("reads pairs, null and anything that there is", () => {
    const both = pair(number(), nullable(text()));
    expect(parse(both, [1, null])).toStrictEqual([1, null]);
    expect(parse(both, [1, "x"])).toStrictEqual([1, "x"]);
    expect(problems(both, [1])).toStrictEqual([": must be a list of two"]);
    expect(problems(both, ["1", 2])).toStrictEqual(["0: must be a number", "1: must be a text"]);
    expect(problems(anything, undefined)).toStrictEqual([": is missing"]);
    expect(parse(anything, 0)).toBe(0);
  });

  it("judges by a further condition only what is otherwise sound", () => {
    const even = refined(number({ integer: true, maximum: 9 }), (value) =>
      value % 2 === 0 ? undefined : { path: "", problem: "must be even" },
    );
    expect(parse(even, 4)).toBe(4);
    expect(problems(even, 3)).toStrictEqual([": must be even"]);
    expect(problems(even, 10)).toStrictEqual([": must be at most 9"]);
  });

  it("throws all mistakes in one error, or gives nothing, as asked", () => {
    expect(() => parse(person, { name: "", age: -1 })).toThrow(SchemaError);
    expect(() => parse(person, { name: "", age: -1 })).toThrow("name must not be empty; age must be at least 0");
    expect(readOrNothing(person, {})).toBeUndefined();
  });
});
