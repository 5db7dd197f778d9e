import { describe, expect, it } from "vitest";
import { readAnsi } from "./ansi.ts";
import { terminalWindow } from "./window.ts";

const draw = (printed: string): string => terminalWindow("title", [{ command: "npx monitorgen build", printed }]);

describe("what a command printed", () => {
  it("is read as runs of one look", () => {
    expect(readAnsi("\u001b[1;31merror\u001b[0m plain\n\u001b[2mdim\u001b[0m\n")).toEqual([
      [
        { text: "error", bold: true, dim: false, color: "red" },
        { text: " plain", bold: false, dim: false, color: undefined },
      ],
      [{ text: "dim", bold: false, dim: true, color: undefined }],
    ]);
  });

  it("is refused where it moves the cursor, or has a colour that the picture hasn't", () => {
    expect(() => readAnsi("\u001b[2Kgone")).toThrow("escape sequence");
    expect(() => readAnsi("\u001b[97mwhite\u001b[0m")).toThrow("colour 97");
  });
});

describe("the window", () => {
  it("keeps columns under each other, whatever the font", () => {
    const svg = draw("a    b\n     c\n");
    const [b, c] = ["b", "c"].map((text) => new RegExp(`x="([\\d.]+)"[^>]*>${text}<`).exec(svg)?.[1]);
    expect(b).toBeDefined();
    expect(b).toBe(c);
  });

  it("shows what XML would take for its own", () => {
    expect(draw('<a> & "b"')).toContain("&lt;a&gt; &amp; &quot;b&quot;");
  });

  it("draws blocks as areas without gaps", () => {
    expect(draw("\u001b[36m▁█\u001b[0m")).toMatch(
      /<path d="M20 [\d.]+v-2\.5h8\.6v2\.5zM28\.4 [\d.]+v-20h8\.6v20z" fill=/,
    );
  });

  it("is as wide as the longest line", () => {
    const width = (svg: string): number => Number(/width="(\d+)" height/.exec(svg)?.[1]);
    expect(width(draw("x".repeat(100)))).toBeGreaterThan(width(draw("x".repeat(50))));
  });
});
