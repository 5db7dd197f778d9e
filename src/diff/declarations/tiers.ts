import type { BurnRateTier, Slo } from "../../program/program.ts";
import { type Markdown, md } from "../../targets/documents/markdown/markdown.ts";
import { printDuration } from "../../values/duration.ts";
import { printQuantity } from "../../values/quantity.ts";
import type { Detail } from "../change.ts";
import { detail, instead, type Pair } from "../wording.ts";
import { severityDetails } from "./alert.ts";

/** What is different about an SLO's tiers, which are told apart by their long windows. */
export function tierDetails({ before, after }: Pair<Slo>): readonly Detail[] {
  const [old, now] = [byWindow(before), byWindow(after)];
  return [
    ...[...now].flatMap(([long, tier]) => {
      const former = old.get(long);
      return former === undefined ? [detail("tiers", md`${inWords(after, tier)}`, "noisier")] : between(former, tier);
    }),
    ...[...old].flatMap(([long, tier]) =>
      now.has(long) ? [] : [detail("tiers", md`no longer ${inWords(before, tier)}`, "blinder")],
    ),
  ];
}

function byWindow({ tiers }: Slo): ReadonlyMap<number, BurnRateTier> {
  return new Map(tiers.map((tier) => [tier.long, tier]));
}

function inWords({ budget }: Slo, { burn, long, short, severity }: BurnRateTier): Markdown {
  const limit = printQuantity(burn * budget, "ratio");
  return md`watches ${printDuration(long)} and ${printDuration(short)}: a ${severity} from ${burn} times the pace that the budget allows, above ${limit} of errors`;
}

function between(before: BurnRateTier, after: BurnRateTier): readonly Detail[] {
  const over = printDuration(after.long);
  const burn = md`over ${over}, fires from ${instead(String(after.burn), String(before.burn))} times the pace that the budget allows`;
  const short = md`over ${over}, looks at the last ${instead(printDuration(after.short), printDuration(before.short))} to tell whether errors go on`;
  return [
    ...(before.burn === after.burn ? [] : [detail("tiers", burn, after.burn < before.burn ? "noisier" : "blinder")]),
    ...(before.short === after.short ? [] : [detail("tiers", short)]),
    ...severityDetails(before.severity, after.severity).map((one) => ({
      ...one,
      property: "tiers",
      words: md`over ${over}, ${one.words}`,
    })),
  ];
}
