import { describe, expect, test } from "vitest";
import { parseText, placeholdersOf, plainText } from "./text.ts";

describe("a text of a declaration", () => {
  test.each<[string, ReturnType<typeof parseText>]>([
    ["", []],
    ["Requests fail", [{ literal: "Requests fail" }]],
    ["${service}", [{ label: "service" }]],
    ["${value}${service}", [{ value: true }, { label: "service" }]],
    ["$${service}", [{ literal: "${service}" }]],
    ["a $$${value}", [{ literal: "a $" }, { value: true }]],
    ["$$$${value}", [{ literal: "$${value}" }]],
    ["5$ and $$ and {x}", [{ literal: "5$ and $$ and {x}" }]],
    ["${never closed", [{ literal: "${never closed" }]],
    ["$$${never closed", [{ literal: "$${never closed" }]],
    ["${}", [{ label: "" }]],
    ["${a ${b}", [{ label: "a ${b" }]],
  ])("%j", (source, parts) => expect(parseText(source)).toEqual(parts));

  test("asks for the labels among its placeholders", () => {
    expect(placeholdersOf(parseText("${service} on ${host}: ${value}"))).toEqual(["service", "host"]);
  });

  test("is read by people without an alert, too", () => {
    expect(plainText(parseText("${service} has ${value}, $${x}"))).toBe("the service has the value, ${x}");
  });

  test("of many dollars and braces is read at once", () => {
    const started = performance.now();
    parseText("$".repeat(50_000));
    parseText("${".repeat(25_000));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
