import type { Verdict } from "./agreement.ts";

/** Counts of a run, by what the solver said and by what conditions are made of. */
export function summaryOf(
  verdicts: readonly Verdict[],
  { seed, worlds }: { readonly seed: number; readonly worlds: number },
): string {
  const said = (answer: Verdict["answer"]): readonly Verdict[] => verdicts.filter((one) => one.answer === answer);
  const [fires, never, unproven] = [said("fires"), said("never fires"), said("unproven")];
  const disagreed = (some: readonly Verdict[]): number => some.filter((one) => one.disagreement !== undefined).length;
  const kinds = [...new Set(verdicts.flatMap(({ condition }) => condition.kinds))].sort();
  const share = (kind: string): string =>
    `${kind} ${verdicts.filter(({ condition }) => condition.kinds.includes(kind)).length}`;
  return [
    ...unproven.map(
      ({ condition, reason, firesAtRandom }) =>
        `unproven${firesAtRandom ? " (it fires)" : ""}  ${condition.expr}: ${reason}`,
    ),
    `seed ${seed}: ${verdicts.length} conditions: ${kinds.map(share).join(", ")}`,
    `fires: ${fires.length}, promtool disagrees on ${disagreed(fires)}; with a silent case ${fires.filter((one) => one.hasSilentCase).length}`,
    `never fires: ${never.length}, of ${never.length * worlds} random worlds ${disagreed(never)} disagree`,
    `unproven: ${unproven.length}, of which random series make ${unproven.filter((one) => one.firesAtRandom).length} fire`,
  ].join("\n");
}
