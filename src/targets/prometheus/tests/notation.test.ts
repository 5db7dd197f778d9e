import { expect, test } from "vitest";
import { seriesName, valuesText } from "./notation.ts";

test("a series is named as promtool reads it", () => {
  expect(seriesName("up", [])).toBe("up");
  expect(seriesName("up", [["job", 'a"\\\n']])).toBe('up{job="a\\"\\\\\\n"}');
  expect(seriesName("my.metric", [["job", "a"]])).toBe('{"my.metric", job="a"}');
  expect(seriesName("my.metric", [])).toBe('{"my.metric"}');
});

test("samples are written in promtool's notation, without exponents", () => {
  const text = (runs: Parameters<typeof valuesText>[0]["runs"]) => valuesText({ metric: "a", labels: [], runs });
  expect(text([])).toBe("_");
  expect(
    text([
      { kind: "missing", count: 1 },
      { kind: "missing", count: 3 },
      { kind: "ramp", start: 10, step: 1.5, count: 21 },
      { kind: "ramp", start: 5, step: -1e-7, count: 2 },
      { kind: "stale" },
      { kind: "ramp", start: -2.5e-8, step: 0, count: 1 },
    ]),
  ).toBe("_ _x3 10+1.5x20 5-0.0000001x1 stale -0.000000025");
  expect(text([{ kind: "ramp", start: 1e-60, step: 0, count: 1 }])).toBe("1e-60");
});
