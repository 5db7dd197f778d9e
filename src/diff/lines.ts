import type { TextLine } from "./change.ts";

/** Beyond this, texts are set one after the other instead of being aligned. */
const MOST_LINES = 400;

/** Two texts by their lines: what is in one only, and what is in both. */
export function lineDifference(before: string, after: string): readonly TextLine[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  if (old.length > MOST_LINES || now.length > MOST_LINES) return [...signed("-", old), ...signed("+", now)];
  return aligned(old, now);
}

function linesOf(text: string): readonly string[] {
  return text === "" ? [] : text.split("\n");
}

function signed(sign: TextLine["sign"], lines: readonly string[]): readonly TextLine[] {
  return lines.map((text) => ({ sign, text }));
}

// By a longest common subsequence; of several, the one that removes first.
function aligned(old: readonly string[], now: readonly string[]): readonly TextLine[] {
  const at = lengths(old, now);
  const lines: TextLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const [left, right] = [old[i], now[j]];
    if (left !== undefined && left === right) {
      lines.push({ sign: " ", text: left });
      i++;
      j++;
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ sign: "-", text: left });
      i++;
    } else if (right !== undefined) {
      lines.push({ sign: "+", text: right });
      j++;
    }
  }
  return lines;
}

// The length of the longest common subsequence of what follows each pair of lines.
function lengths(old: readonly string[], now: readonly string[]): (i: number, j: number) => number {
  const width = now.length + 1;
  const common = new Uint16Array((old.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      common[i * width + j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  return at;
}
