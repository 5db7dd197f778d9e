import { describe, expect, test, vi } from "vitest";
import { inlineMarkdown, markdownPage } from "./markdown.ts";
import { progressOn } from "./progress.ts";
import { styleOf, wantsColor } from "./style.ts";
import { table, wrapped } from "./table.ts";

describe("colour", () => {
  const terminal = { flag: undefined, env: {}, isTerminal: true };

  test("is for terminals that can", () => {
    expect(wantsColor(terminal)).toBe(true);
    expect(wantsColor({ ...terminal, isTerminal: false })).toBe(false);
    expect(wantsColor({ ...terminal, env: { TERM: "dumb" } })).toBe(false);
  });

  test("is decided by the flag, then FORCE_COLOR, then NO_COLOR; empty ones say nothing", () => {
    const env = { FORCE_COLOR: "1", NO_COLOR: "1" };
    expect(wantsColor({ ...terminal, flag: false, env })).toBe(false);
    expect(wantsColor({ flag: true, env: { NO_COLOR: "1" }, isTerminal: false })).toBe(true);
    expect(wantsColor({ flag: undefined, env, isTerminal: false })).toBe(true);
    expect(wantsColor({ ...terminal, env: { FORCE_COLOR: "0" } })).toBe(false);
    expect(wantsColor({ ...terminal, env: { FORCE_COLOR: "false" } })).toBe(false);
    expect(wantsColor({ ...terminal, env: { NO_COLOR: "1" } })).toBe(false);
    expect(wantsColor({ ...terminal, env: { NO_COLOR: "", FORCE_COLOR: "" } })).toBe(true);
  });

  test("paints, or leaves a text as it is", () => {
    expect(styleOf(true).red("x")).toBe("\u001b[31mx\u001b[0m");
    expect(styleOf(true).red("")).toBe("");
    expect(styleOf(false).red("x")).toBe("x");
  });
});

describe("a table", () => {
  test("aligns columns by what is seen, not by codes", () => {
    const { bold } = styleOf(true);
    const rows = [
      [{ text: "ab", paint: bold }, { text: "1", align: "right" as const }, "x"],
      ["日本", { text: "100", align: "right" as const }, "yz"],
    ];
    expect(table(rows, "> ")).toBe(`> ${bold("ab")}      1  x\n> 日本  100  yz\n`);
  });

  test("leaves out a column that is empty", () =>
    expect(
      table([
        ["a", "", "b"],
        ["c", "", "d"],
      ]),
    ).toBe("a  b\nc  d\n"));

  test("has no spaces at the ends of lines", () =>
    expect(
      table([
        ["a", ""],
        ["bcd", "e"],
      ]),
    ).toBe("a\nbcd  e\n"));
});

test("words are laid on lines that are no wider than asked, but for words that are", () => {
  expect(wrapped(["a", "bb", "ccccccc", "d"], 4)).toEqual(["a bb", "ccccccc", "d"]);
  expect(wrapped([], 4)).toEqual([]);
});

describe("Markdown", () => {
  const style = styleOf(false);
  const { cyan, bold } = styleOf(true);

  test("loses its marks within a line", () => {
    expect(inlineMarkdown("a `b` **c `d`** \\*e\\* [f](https://g) <https://h> `` i`j ``", style)).toBe(
      "a b c d *e* f (https://g) https://h i`j",
    );
    expect(inlineMarkdown("`b` **c**", styleOf(true))).toBe(`${cyan("b")} ${bold("c")}`);
    expect(inlineMarkdown("[https://g](https://g)", style)).toBe("https://g");
  });

  test("becomes a page: headings, paragraphs that are wrapped, lists, tables, code", () => {
    const source = [
      "# Title of `it`",
      "One two three",
      "four five.",
      "",
      "- first",
      "  goes on",
      "- second",
      "",
      "1. one",
      "",
      "| a | b |",
      "|---|---|",
      "```ts",
      "const x = `y`;",
      "",
      "# no heading",
      "```",
      "After.",
    ].join("\n");
    expect(markdownPage(source, { style, width: 14 })).toBe(
      [
        "Title of it",
        "",
        "One two three",
        "four five.",
        "",
        "  - first goes",
        "    on",
        "  - second",
        "",
        "  1. one",
        "",
        "a  b",
        "",
        "    const x = `y`;",
        "",
        "    # no heading",
        "",
        "After.",
        "",
      ].join("\n"),
    );
  });

  test("keeps together what stands between marks when lines are broken", () => {
    expect(markdownPage("aaa `b c d` **e f** g", { style, width: 6 })).toBe("aaa\nb c d\ne f g\n");
  });
});

describe("progress", () => {
  const recorded = (isTerminal: boolean) => {
    const texts: string[] = [];
    return { texts, output: { write: (text: string) => void texts.push(text), isTerminal, columns: 12 } };
  };

  test("says nothing in the first second", () => {
    const { texts, output } = recorded(true);
    const progress = progressOn(output, () => 0);
    progress.step("reading");
    progress.end();
    expect(texts).toEqual([]);
  });

  test("is one line on a terminal, cut to its width, and gone at the end", () => {
    const { texts, output } = recorded(true);
    let now = 0;
    const progress = progressOn(output, () => now);
    now = 1000;
    progress.step("reading");
    progress.step("solving acme's alerts");
    progress.end();
    expect(texts).toEqual(["\r\u001b[Kreading …", "\r\u001b[Ksolving ac …", "\r\u001b[K"]);
  });

  test("is a line for each step elsewhere", () => {
    const { texts, output } = recorded(false);
    let now = 0;
    const progress = progressOn(output, () => now);
    now = 1000;
    for (const step of ["reading", "reading", "solving", "reading"]) progress.step(step);
    progress.end();
    expect(texts).toEqual(["reading\n", "solving\n"]);
  });

  test("tells of a step that lasts while it waits", () => {
    vi.useFakeTimers();
    try {
      const { texts, output } = recorded(false);
      const progress = progressOn(output, () => 0);
      progress.step("waiting");
      vi.advanceTimersByTime(1000);
      expect(texts).toEqual(["waiting\n"]);
      progress.end();
    } finally {
      vi.useRealTimers();
    }
  });
});
