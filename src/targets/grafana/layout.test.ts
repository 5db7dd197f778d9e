import fc from "fast-check";
import { expect, test } from "vitest";
import { layout } from "./layout.ts";
import { view } from "./view.ts";

const sized = (width: number, height: number) =>
  view({ title: "x", description: "", kind: "stat", queries: [], unit: "", width, height });

const positions = (...sizes: readonly (readonly [number, number])[]) =>
  layout([{ title: "Now", views: sizes.map(([width, height]) => sized(width, height)) }]).map(({ at }) =>
    Object.values(at),
  );

test("a section without panels leaves nothing", () => {
  expect(layout([{ title: "Now", views: [] }])).toEqual([]);
});

test("a section is a line with its title and its panels below", () => {
  expect(positions([12, 8], [12, 8], [12, 8])).toEqual([
    [0, 0, 24, 1],
    [0, 1, 12, 8],
    [12, 1, 12, 8],
    [0, 9, 24, 8],
  ]);
});

test("a line is filled in proportion and as high as its highest panel", () => {
  expect(positions([4, 5], [4, 6], [8, 8])).toEqual([
    [0, 0, 24, 1],
    [0, 1, 6, 8],
    [6, 1, 6, 8],
    [12, 1, 12, 8],
  ]);
});

test("a small panel alone is doubled, not stretched", () => {
  expect(positions([6, 5])[1]).toEqual([0, 1, 12, 5]);
});

test("panels never overlap and stay within 24 columns", () => {
  const size = fc.tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 12 }));
  fc.assert(
    fc.property(fc.array(fc.array(size, { maxLength: 8 }), { maxLength: 4 }), (sections) => {
      const placed = layout(
        sections.map((sizes) => ({ title: "x", views: sizes.map(([width, height]) => sized(width, height)) })),
      );
      const cells = placed.flatMap(({ at: { x, y, w, h } }) =>
        Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`),
      );
      expect(new Set(cells).size).toBe(cells.length);
      for (const { at } of placed) expect([at.w > 0, at.x + at.w <= 24]).toEqual([true, true]);
    }),
  );
});
