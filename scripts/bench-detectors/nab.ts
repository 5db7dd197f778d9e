import { join } from "node:path";
import { detectors } from "../../src/detector/detectors/index.ts";
import { readCorpus } from "./nab/corpus.ts";
import { scored } from "./nab/run.ts";
import { bestOutcome, outcomeAt, profiles, type ScoredSeries } from "./nab/score.ts";
import type { DetectorSection } from "./section.ts";

/** The confidence at which a detector itself calls a sample an anomaly. */
const OWN_THRESHOLD = 0.5;

/** Every kind of detector with its defaults over the labelled series, by the rules of the Numenta Anomaly Benchmark. */
export const nab: DetectorSection = async ({ data, say }) => {
  const corpus = readCorpus(join(data, "nab"));
  const categories = [...new Set(corpus.filter(({ windows }) => windows.length > 0).map(({ category }) => category))];
  const heads = [
    "detector",
    "standard",
    "low FP",
    "low FN",
    "at its own threshold",
    "false alarms there",
    ...categories,
  ];
  const rows = detectors.map((definition) => {
    const started = process.cpuUsage();
    const all = corpus.map((series) => scored(definition, series));
    const { system, user } = process.cpuUsage(started);
    say(`${definition.name}: ${((system + user) / 1e6).toFixed(1)} s`);
    return rowOf(definition.name, all, categories);
  });
  return [heads, heads.map((_, index) => (index === 0 ? "---" : "--:")), ...rows].map(line).join("\n");
};

function rowOf(name: string, all: readonly ScoredSeries[], categories: readonly string[]): readonly string[] {
  const best = bestOutcome(all, profiles.standard);
  const own = outcomeAt(all, profiles.standard, OWN_THRESHOLD);
  const others = [profiles.lowFalsePositives, profiles.lowFalseNegatives].map((profile) => bestOutcome(all, profile));
  const parts = categories.map((category) =>
    outcomeAt(
      all.filter(({ series }) => series.category === category),
      profiles.standard,
      best.threshold,
    ),
  );
  const figures = [best, ...others, own].map(({ normalised }) => normalised.toFixed(2));
  return [name, ...figures, String(own.falseAlarms), ...parts.map(({ normalised }) => normalised.toFixed(1))];
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
