import fc from "fast-check";
import { expect, test } from "vitest";
import { authored, linesOf, sentenceKey } from "./authored.ts";
import { cell, code, codeBlock, enumerated, escapeMarkdown, link, Markdown, md, verbatim } from "./markdown.ts";
import { ownText, tellers } from "./shared-text.ts";

test.each([
  ["*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`"],
  ["[a](b) <script>", "\\[a\\](b) \\<script\\>"],
  ["a | b ~~c~~ $d$", "a \\| b \\~\\~c\\~\\~ \\$d\\$"],
  ["&lt;", "\\&lt;"],
  ["# a", "\\# a"],
  ["- a", "\\- a"],
  ["1. a", "1\\. a"],
  ["===", "\\==="],
  ["---", "\\---"],
  ["a - b, 1.5 #c", "a - b, 1.5 #c"],
])("%s stands for itself as %s", (text, escaped) => {
  expect(escapeMarkdown(text)).toBe(escaped);
});

test("what is put into md is escaped unless it is Markdown", () => {
  expect(md`${"*"} ${new Markdown("*a*")} ${5}`.text).toBe("\\* *a* 5");
  expect(`${md`${"_"}`}`).toBe("\\_");
});

test("code keeps its backticks and stays on one line", () => {
  expect(code("a`b").text).toBe("``a`b``");
  expect(code("`a`").text).toBe("`` `a` ``");
  expect(code("a\n  b").text).toBe("`a b`");
  expect(code(" ").text).toBe("");
});

test("no text ends a block of code", () => {
  expect(codeBlock("a", "promql").text).toBe("```promql\na\n```");
  expect(codeBlock("a\n````\nb", "").text).toBe("`````\na\n````\nb\n`````");
  expect(verbatim("a\n```b").text).toBe("a b");
});

test("an address can't end its link", () => {
  expect(link("a]", 'https://a/(b)?c=<d> "`\\').text).toBe("[a\\]](https://a/%28b%29?c=%3cd%3e%20%22%60%5c)");
});

test("lists read like lists", () => {
  expect(enumerated([]).text).toBe("");
  expect(enumerated(["a"]).text).toBe("a");
  expect(enumerated(["a", "b", "c"], "or").text).toBe("a, b or c");
});

test("a cell holds bars and no line breaks", () => {
  expect(cell(md`${code("a|b")} ${"c|d"}\ne`).text).toBe("`a\\|b` c\\|d e");
});

test("an author's paragraphs, lists, code and addresses stay, all else is text", () => {
  const text =
    'Look at *this* <b>first</b>:\n\n- run `kubectl get pods -l a="b"`\n* see <https://a.example/b_c>.\n1. then https://d.example/e_f, later\n';
  expect(authored(text).text).toBe(
    'Look at \\*this\\* \\<b\\>first\\</b\\>:\n\n- run `kubectl get pods -l a="b"`\n- see <https://a.example/b_c>.\n1. then <https://d.example/e_f>, later',
  );
});

test("no author's text opens a tag, an emphasis or a link", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("<", ">", "*", "[", "]", "(", ")", "`", "\\", "a", " ", "\n", "!", "&") }),
      (text) => {
        const outside = authored(text).text.replaceAll(/\\[\\`*_[\]<>|~$&]|(`+)[^`\n]+\1/g, "");
        expect(outside).not.toMatch(/[<[\]`]/);
      },
    ),
  );
});

test("a line has a mark and sentences, equal by their words", () => {
  expect(linesOf("Look first. Then act!  Done?\n1. Roll back. Now.\n\n- Call 1.5 vendors")).toEqual([
    { marker: "", sentences: ["Look first.", "Then act!", "Done?"] },
    { marker: "1. ", sentences: ["Roll back.", "Now."] },
    { marker: "", sentences: [] },
    { marker: "- ", sentences: ["Call 1.5 vendors"] },
  ]);
  expect(sentenceKey(" Roll\n back!! ")).toBe(sentenceKey("roll back."));
});

test("the items of a list keep their numbers, and one that another page tells is left out", () => {
  const first = tellers([
    ["A", "1. Lock it. Tell them.\n2. Wait."],
    ["B", "1. Drain it.\n2. Wait.\n3. Go on. Tell them.\n\nThen rest."],
  ]);
  expect(ownText("A", "1. Lock it. Tell them.\n2. Wait.", first).own?.text).toBe("1. Lock it. Tell them.\n2. Wait.");
  expect(ownText("B", "1. Drain it.\n2. Wait.\n3. Go on. Tell them.\n\nThen rest.", first)).toEqual({
    own: md`1. Drain it.\n3. Go on.\n\nThen rest.`,
    sharedWith: ["A"],
  });
});

test("a sentence is told by the first who says it; the others point there", () => {
  const first = tellers([
    ["A", "Look at the deployment. Roll back."],
    ["B", "Roll back!\nCall the vendor."],
    ["C", "Look at the deployment. Roll back."],
  ]);
  expect(ownText("A", "Look at the deployment. Roll back.", first).own?.text).toBe(
    "Look at the deployment. Roll back.",
  );
  expect(ownText("B", "Roll back!\nCall the vendor.", first)).toEqual({ own: md`Call the vendor.`, sharedWith: ["A"] });
  expect(ownText("C", "Look at the deployment. Roll back.", first)).toEqual({ sharedWith: ["A"] });
  expect(ownText("D", "", first)).toEqual({ sharedWith: [] });
});
