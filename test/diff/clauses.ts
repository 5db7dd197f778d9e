import type { Change } from "../../src/diff/change.ts";

/** What is told, a line each: `changed alert Slow: fires above 300ms instead of 200ms [blinder]`. */
export function clauses(changes: readonly Change[]): readonly string[] {
  return changes.flatMap(({ kind, name, fate, previously, details }) => {
    const head = `${fate} ${kind} ${name}${previously === undefined ? "" : ` (${previously})`}`;
    if (details.length === 0) return [head];
    return details.map(({ words, effect, alerts, lines = [] }) => {
      const rest = [effect === undefined ? "" : ` [${effect}]`, alerts === undefined ? "" : ` {${alerts.join(" ")}}`];
      const texts = lines.map(({ sign, text }) => `\n  ${sign}${text}`);
      return `${head}: ${words.text.replaceAll(/[`*\\]/g, "")}${rest.join("")}${texts.join("")}`;
    });
  });
}
