import { runInThisContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseText } from "../program/text.ts";
import { alert } from "./alert.ts";
import { type Placeholder, textNode } from "./text.ts";

type Given = Readonly<Record<string, Placeholder>>;

const read = (text: unknown) => parseText(String(textNode(text).text));

describe("a text", () => {
  test("stays what it is", () => expect(textNode("Requests fail")).toEqual({ text: "Requests fail" }));

  test("has placeholders where the author's function put them", () => {
    const text = ({ service, value }: Given) => `${service} fails ${value} of its requests`;
    expect(textNode(text)).toEqual({ text: "${service} fails ${value} of its requests" });
    expect(read(text)).toEqual([
      { label: "service" },
      { literal: " fails " },
      { value: true },
      { literal: " of its requests" },
    ]);
  });

  test.each<[string, (given: Given) => string, string]>([
    ["String()", ({ service }) => String(service), "${service}"],
    ["toString()", ({ service }) => (service ?? "").toString(), "${service}"],
    ["join()", ({ service, host }) => [service, host].join(" on "), "${service} on ${host}"],
    ["concat()", ({ service }) => "of ".concat(String(service)), "of ${service}"],
  ])("may interpolate by %s", (_, text, expected) => {
    expect(textNode(text)).toEqual({ text: expected });
  });

  test.each([
    ["a placeholder's own form", "${service}"],
    ["with a dollar before it", "$${service}"],
    ["with several", "$$$${service}"],
    ["a brace alone", "${"],
    ["a dollar alone", "costs 5$ {or} $$"],
  ])("keeps what only looks like a placeholder: %s", (_, text) => {
    expect(read(text)).toEqual([{ literal: text }]);
    expect(read(() => text)).toEqual([{ literal: text }]);
  });

  test("may put a dollar before a value", () => {
    expect(read(({ value }: Given) => `costs $${value}`)).toEqual([{ literal: "costs $" }, { value: true }]);
    expect(read(({ value }: Given) => `costs $$${value}!`)).toEqual([
      { literal: "costs $$" },
      { value: true },
      { literal: "!" },
    ]);
  });

  test("of any characters and placeholders is read as it was written", () => {
    const piece = fc.oneof(
      fc.string({ unit: fc.constantFrom("$", "{", "}", "a", "\n") }).map((literal) => ({ literal })),
      fc.constantFrom("service", "value").map((label) => ({ label })),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = (given: Given) =>
          pieces.map((one) => ("label" in one ? `${given[one.label]}` : one.literal)).join("");
        const written = pieces.map((one) => ("label" in one ? `<${one.label}>` : one.literal)).join("");
        const back = read(text).map((part) =>
          "literal" in part ? part.literal : `<${"label" in part ? part.label : "value"}>`,
        );
        expect(back.join("")).toBe(written);
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});

describe("anything but interpolation is noted, never thrown:", () => {
  // What the types refuse, as a tenant in plain JavaScript would write it.
  const careless = (body: string): unknown => runInThisContext(`({ service, value }) => ${body}`);
  test.each([
    ["service.toUpperCase()", "service.toUpperCase"],
    ["service.name.first.letter()", "service.name"],
    ["`${value * 100}`", "value in an operation"],
    ["`${+value}`", "value in an operation"],
    ["`${value > 5}`", "value in an operation"],
    ["'value ' + value", "value in an operation"],
    ["`${service()}`", "service()"],
    ["`${value.toFixed(2)} of ${service.trim()}`", "value.toFixed"],
    ["JSON.stringify({ service })", "service.toJSON"],
    ["`${[...value]}`", "value.Symbol(Symbol.iterator)"],
    ["service", "a placeholder without a text around it"],
    ["undefined", "a result of type undefined"],
    ["5", "a result of type number"],
    ["({})", "a result of type object"],
    ["nothing.at.all", "an expression that fails: nothing is not defined"],
  ])("%s", (body, misuse) => {
    expect(textNode(careless(body))).toEqual({ text: "", misuse });
  });

  test("with the property in which it happened", () => {
    const options = { summary: careless("service.length"), description: careless("value * 2") };
    const declared = Reflect.apply(alert, undefined, ["RequestsFail", options]);
    expect(declared).toMatchObject({
      $mistakes: [
        { name: "text", property: "summary", data: { misuse: "service.length" } },
        { name: "text", property: "description", data: { misuse: "value in an operation" } },
      ],
    });
  });

  test("a class, which can't be called", () => {
    expect(textNode(class {}).misuse).toMatch(/^an expression that fails: /);
  });

  test("what is neither text nor function is left to the schema", () => {
    for (const value of [undefined, null, 5, {}, []]) expect(textNode(value)).toEqual({ text: value });
  });
});
