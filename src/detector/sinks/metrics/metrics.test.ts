import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exposition } from "./exposition.ts";
import { Counter, Histogram } from "./instruments.ts";
import { withSeriesLabels } from "./label-names.ts";

describe("the exposition", () => {
  it("writes help, type and one line a sample", () => {
    const samples = [
      { labels: {}, value: 1 },
      { suffix: "_sum", labels: { a: "x", b: "y" }, value: 0.5 },
      { labels: { le: "+Inf" }, value: Number.POSITIVE_INFINITY },
      { labels: {}, value: Number.NEGATIVE_INFINITY },
    ];
    expect(exposition([{ name: "m", help: 'One\nline \\ "two".', type: "gauge", samples }])).toBe(
      '# HELP m One\\nline \\\\ "two".\n# TYPE m gauge\nm 1\nm_sum{a="x",b="y"} 0.5\nm{le="+Inf"} +Inf\nm -Inf\n',
    );
  });

  it("leaves out a metric that has no line", () => {
    expect(exposition([{ name: "m", help: "", type: "counter", samples: [] }])).toBe("");
  });

  it("writes any label value so that it is read back as itself", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        const text = exposition([
          { name: "m", help: "h", type: "gauge", samples: [{ labels: { a: value }, value: 1 }] },
        ]);
        const lines = text.split("\n");
        expect(lines).toHaveLength(4);
        const written = /^m\{a="((?:[^"\\]|\\["\\n])*)"\} 1$/u.exec(lines[2] ?? "")?.[1];
        expect(written?.replace(/\\(.)/g, (_, escaped) => (escaped === "n" ? "\n" : escaped))).toBe(value);
      }),
    );
  });
});

describe("labels of a series", () => {
  it("come after those of the sidecar, and give way to them", () => {
    const labels = withSeriesLabels({ tenant: "acme", detector: "d" }, [
      ["exported_tenant", "x"],
      ["tenant", "globex"],
      ["zone", "z"],
    ]);
    expect(labels).toStrictEqual({
      tenant: "acme",
      detector: "d",
      exported_tenant: "x",
      exported_exported_tenant: "globex",
      zone: "z",
    });
  });

  it("aren't said again where the sidecar says the same", () => {
    expect(
      withSeriesLabels({ tenant: "acme" }, [
        ["tenant", "acme"],
        ["zone", "z"],
      ]),
    ).toStrictEqual({ tenant: "acme", zone: "z" });
  });

  it("get names that the text format knows, all different", () => {
    const name = fc.string({ minLength: 1, unit: "grapheme" });
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 8 }), (names) => {
        const labels = withSeriesLabels(
          { tenant: "acme" },
          names.map((one) => [one, one]),
        );
        expect(Object.keys(labels)).toHaveLength(names.length + 1);
        for (const one of Object.keys(labels)) expect(one).toMatch(/^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/);
      }),
    );
  });
});

describe("instruments", () => {
  it("count by labels, and show what is still 0", () => {
    const counter = new Counter();
    counter.add({ a: "x" }, 0);
    counter.add({ a: "y" });
    counter.add({ a: "y" }, 2);
    expect(counter.samples()).toStrictEqual([
      { labels: { a: "x" }, value: 0 },
      { labels: { a: "y" }, value: 3 },
    ]);
  });

  it("sort observations into cumulative buckets", () => {
    const histogram = new Histogram({ t: "x" }, [1, 2]);
    for (const value of [0.5, 1, 1.5, 3]) histogram.observe(value);
    expect(histogram.samples()).toStrictEqual([
      { suffix: "_bucket", labels: { t: "x", le: "1" }, value: 2 },
      { suffix: "_bucket", labels: { t: "x", le: "2" }, value: 3 },
      { suffix: "_bucket", labels: { t: "x", le: "+Inf" }, value: 4 },
      { suffix: "_sum", labels: { t: "x" }, value: 6 },
      { suffix: "_count", labels: { t: "x" }, value: 4 },
    ]);
  });
});
