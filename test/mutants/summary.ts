import type { Judged } from "./judge.ts";

/** How many mutants were found, by kind, and which weren't. */
export function summaryOf(judged: readonly Judged[]): string {
  const different = judged.filter(({ mutant }) => !mutant.isEquivalent);
  const kinds = [...new Set(different.map(({ mutant }) => mutant.kind))];
  const survivors = different.filter(({ killed }) => !killed);
  return [
    ...survivors.map(({ mutant }) => `survives  ${mutant.rule}: ${mutant.change}`),
    ...kinds.map((kind) =>
      lineOf(
        kind,
        different.filter(({ mutant }) => mutant.kind === kind),
      ),
    ),
    lineOf("all", different),
    `${judged.length - different.length} more change nothing: another selector of the same rule asks for the same label`,
  ].join("\n");
}

function lineOf(name: string, judged: readonly Judged[]): string {
  const killed = judged.filter((one) => one.killed).length;
  return `${name.padEnd(10)} ${killed} of ${judged.length} found, ${((100 * killed) / Math.max(1, judged.length)).toFixed(1)} %`;
}
