import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Expr } from "./ast.ts";
import { formatDuration, parseDuration } from "./duration.ts";
import { substituteGrafana } from "./grafana.ts";
import { parse } from "./parse.ts";
import { print } from "./print.ts";
import { quote, unquote } from "./quote.ts";
import { compileRegex } from "./regex.ts";
import { childrenOf, map, selectors, walk } from "./walk.ts";

const tree = (text: string): Expr => {
  const { expr } = parse(text);
  if (!expr) throw new Error(text);
  return expr;
};

describe("durations", () => {
  test("are written as Prometheus writes them", () => {
    expect(
      [0, 1, 1500, 5_400_000, 7_776_000_000, 604_800_000, 31_536_000_000, -60_000, 0.4].map(formatDuration),
    ).toEqual(["0s", "1ms", "1s500ms", "1h30m", "90d", "1w", "1y", "-1m", "0s"]);
  });

  test("read back as they were written, and not otherwise", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 * 10 ** 12 }),
        (length) => parseDuration(formatDuration(length)) === length,
      ),
    );
    expect(["5m1h", "5", "m", "5hs", "1m1m"].map(parseDuration)).toEqual(["form", "form", "form", "form", "form"]);
    expect(parseDuration("293y")).toBe("range");
  });
});

describe("strings", () => {
  test("any text survives quoting, but for halves of characters", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => unquote(quote(text)) === text));
    expect(quote("\ud800")).toBe('"\\ufffd"');
  });

  test("escapes name bytes or characters", () => {
    expect(unquote('"\\xc3\\xa4\\303\\244\\u00e4\\U000000e4\\a"')).toBe("ääää\u0007");
    expect(unquote("`\\x41`")).toBe("\\x41");
    expect(unquote('"\\xff"')).toBe("\ufffd");
  });
});

describe("patterns", () => {
  test("match the whole value, the dot a line end too, and are kept within bounds", () => {
    const matches = (pattern: string, value: string) => {
      const compiled = compileRegex(pattern);
      return "matches" in compiled && compiled.matches(value);
    };
    expect([matches("a|b", "b"), matches("a|b", "ab"), matches("a.b", "a\nb")]).toEqual([true, false, true]);
    for (let index = 0; index < 2100; index++) compileRegex(`x${index}`);
    expect(matches("a", "a")).toBe(true);
    expect(compileRegex("(")).toHaveProperty("reason");
  });
});

describe("Grafana's variables", () => {
  test("are put in, and places lead back to the original", () => {
    const text = "rate(a{b='$b'}[$__rate_interval]) + x";
    const {
      text: query,
      unknown,
      original,
    } = substituteGrafana(text, { variables: { b: "long value" }, rateInterval: "2m" });
    expect(query).toBe("rate(a{b='long value'}[2m]) + x");
    expect(unknown).toEqual([]);
    const at = (word: string) => ({ start: query.indexOf(word), end: query.indexOf(word) + word.length });
    const back = (word: string) => {
      const { start, end } = original(at(word));
      return text.slice(start, end);
    };
    expect(["rate", "long value", "value", "2m", "x", "a{b='long value'}", "[2m]"].map(back)).toEqual([
      "rate",
      "$b",
      "$b",
      "$__rate_interval",
      "x",
      "a{b='$b'}",
      "[$__rate_interval]",
    ]);
  });

  test("all ways of writing one are known, and those without a value are told", () => {
    const { text, unknown } = substituteGrafana(
      "$__interval ${x:regex} [[y]] ${__range} $__range_s $__range_ms $__interval_ms $z",
      {
        variables: { x: "1", y: "2" },
      },
    );
    expect(text).toBe("1m 1 2 1h 3600 3600000 60000 z");
    expect(unknown).toEqual([{ name: "z", span: { start: 78, end: 80 } }]);
    expect(substituteGrafana("$constructor").unknown).toHaveLength(1);
  });
});

describe("walking a tree", () => {
  test("selectors come in the order of the text", () => {
    expect(selectors(tree("a + sum(rate(b[5m])) > (topk(scalar(c), -d))")).map(({ metric }) => metric)).toEqual([
      "a",
      "b",
      "c",
      "d",
    ]);
  });

  test("false leaves out what is inside", () => {
    const kinds: string[] = [];
    walk(tree("a + sum(b)"), (node) => {
      kinds.push(node.kind);
      return node.kind !== "aggregation";
    });
    expect(kinds).toEqual(["binary", "selector", "aggregation"]);
    expect(childrenOf({ kind: "string", value: "" })).toEqual([]);
  });

  test("a map that changes nothing gives the same object, another shares what stays", () => {
    const start = tree("a + topk(2, b) - (abs(c))");
    expect(map(start, (node) => node)).toBe(start);
    const changed = map(start, (node) =>
      node.kind === "selector" && node.metric === "c" ? { ...node, metric: "x" } : node,
    );
    expect(print(changed)).toBe("a + topk(2, b) - abs(x)");
    expect(childrenOf(changed)[0]).toBe(childrenOf(start)[0]);
    const parameter = map(start, (node) => (node.kind === "number" ? { kind: "number", value: 3 } : node));
    expect(print(parameter)).toBe("a + topk(3, b) - abs(c)");
  });
});
