import type { Alert, Program, RecordingRule, Slo } from "../../program/program.ts";
import { walk } from "../../promql/syntax/walk.ts";
import { constantOf } from "../../promql/types/constant.ts";
import { type Markdown, md } from "../../targets/documents/markdown/markdown.ts";
import { printDuration } from "../../values/duration.ts";
import { printQuantity } from "../../values/quantity.ts";
import type { Detail } from "../change.ts";
import { expressionDetails } from "../expression/sentences.ts";
import type { Kind } from "../kind.ts";
import type { Named } from "../names.ts";
import { textDetails } from "../texts.ts";
import { detail, detailsOf, ignored, instead, type Pair, type Wording } from "../wording.ts";
import { madeAlertDetails, madeAlerts } from "./made.ts";
import { ownerDetails } from "./owner.ts";
import { tierDetails } from "./tiers.ts";

const MONTH = 30 * 86_400_000;

/** Words for what is different about an SLO itself. */
const SLO: Wording<Slo> = {
  name: ignored,
  objective: ({ before, after }) => objectiveDetails(before, after),
  // What the objective leaves.
  budget: ignored,
  window: ({ before, after }) =>
    before.window === after.window
      ? []
      : [detail("window", md`is judged over ${instead(printDuration(after.window), printDuration(before.window))}`)],
  tiers: tierDetails,
  minimumEvents: ({ before, after }) => eventDetails(before.minimumEvents, after.minimumEvents),
  team: (pair) => ownerDetails(pair),
  description: ({ before, after }) => textDetails("description", before.description, after.description),
  // One for each of the tiers' windows, by the SLO's name.
  ratios: ignored,
  objectiveSeries: ignored,
  budgetSeries: ignored,
  origin: ignored,
};

/** Service level objectives, with the recordings and alerts that they become. */
export const slos: Kind<Slo> = {
  name: "SLO",
  named: "slos",
  list: (program) => program.slos,
  details: (pair) => {
    const named = { ...pair, names: pair.names.with(seriesNames(pair.before, pair.after)) };
    const own = [...detailsOf(SLO, named), ...indicatorDetails(named)];
    return [...own, ...madeAlertDetails(named, madeAlerts("slos", alertKey, isPlain), own)];
  },
  words: (slo) => objectiveInWords(slo),
  effects: ["covered", "blinder"],
  names: seriesNames,
};

function objectiveDetails(before: Slo, after: Slo): readonly Detail[] {
  if (before.objective === after.objective) return [];
  const [old, now] = [printQuantity(before.objective, "ratio"), printQuantity(after.objective, "ratio")];
  const words = md`has an objective of ${instead(now, old)}: ${minutes(after)} of errors a month instead of ${minutes(before)}`;
  return [detail("objective", words, after.objective > before.objective ? "noisier" : "blinder")];
}

/** The error budget as time without a single good event: `43m12s`. */
function minutes({ budget }: Slo): string {
  return printDuration(Math.round((budget * MONTH) / 1000) * 1000);
}

function eventDetails(before: number, after: number): readonly Detail[] {
  if (before === after) return [];
  const words = md`is silent below ${instead(String(after), String(before))} events`;
  return [detail("minimumEvents", words, after < before ? "noisier" : "blinder")];
}

function objectiveInWords(slo: Slo): Markdown {
  const alerts = `${slo.tiers.length} ${slo.tiers.length === 1 ? "alert" : "alerts"}`;
  return md`${printQuantity(slo.objective, "ratio")} over ${printDuration(slo.window)}, which leaves ${minutes(slo)} of errors a month; ${alerts} for ${slo.team.name}`;
}

// Every SLO records the error ratio of its shortest window.
function indicatorDetails(pair: Pair<Slo>): readonly Detail[] {
  const { before, after, programs, names } = pair;
  const window = [...before.ratios.keys()].find((length) => after.ratios.has(length));
  const [old, now] = [ratioOf(programs.before, before, window), ratioOf(programs.after, after, window)];
  if (old === undefined || now === undefined) return [];
  const measured = (rule: RecordingRule, program: Program) => ({ expr: rule.expr, unit: "ratio", program });
  return expressionDetails("indicator", measured(old, programs.before), measured(now, programs.after), names);
}

function ratioOf({ recordings }: Program, { ratios }: Slo, window: number | undefined): RecordingRule | undefined {
  const series = window === undefined ? undefined : ratios.get(window);
  return recordings.find(({ record }) => record === series);
}

function seriesNames(before: Slo, after: Slo): readonly (readonly [Named, string, string])[] {
  const ratios = [...after.ratios].flatMap(([window, series]): [Named, string, string][] => {
    const old = before.ratios.get(window);
    return old === undefined ? [] : [["series", old, series]];
  });
  return [
    ...ratios,
    ["series", before.objectiveSeries, after.objectiveSeries],
    ["series", before.budgetSeries, after.budgetSeries],
  ];
}

// The tier by which an alert is the same.
function alertKey({ meaning }: Alert): string {
  return meaning.kind === "slo" ? String(meaning.tier.long) : "";
}

// Its bounds are the tier's burn rate times the error budget.
function isPlain({ expr, meaning }: Alert, { slos: all }: Program): boolean {
  if (meaning.kind !== "slo") return false;
  const slo = all.find(({ name }) => name === meaning.slo);
  const bound = Number((meaning.tier.burn * (slo?.budget ?? 0)).toPrecision(12));
  let isThere = false;
  walk(expr, (node) => {
    isThere ||= node.kind === "binary" && node.operator === ">" && constantOf(node.right) === bound;
  });
  return isThere;
}
