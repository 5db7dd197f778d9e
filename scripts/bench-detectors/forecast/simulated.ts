import { timeToThreshold } from "../../../src/detector/numerics/forecast/time-to-threshold.ts";
import { Random } from "../../../src/detector/numerics/random.ts";
import { table } from "../../bench/table.ts";
import { mean } from "./reference.ts";

const KNOWN = 216;
const DAY = 24;
const SERIES = 200;
const BANDS = 5;

/** One made-up series, and whether it reached the threshold as was said. */
interface Trial {
  readonly said: number;
  readonly happened: number;
}

const kinds: Readonly<Record<string, (random: Random) => Float64Array>> = {
  "random walk with drift": (random) => {
    const drift = 0.2 * random.normal();
    let level = 0;
    return made(() => {
      level += drift + random.normal();
      return level;
    });
  },
  "trend and noise": (random) => {
    const slope = random.uniform();
    return made((hour) => slope * hour + 5 * random.normal());
  },
  "day and noise": (random) => made((hour) => 10 * Math.sin((2 * Math.PI * hour) / DAY) + 3 * random.normal()),
  "level that returns": (random) => {
    let level = 0;
    return made(() => {
      level = 0.9 * level + random.normal();
      return level;
    });
  },
};

/** How often what was said to come within a day came, by how probable it was said to be. */
export function calibration(): string {
  const head = ["series", "said, mean", "happened", "Brier", ...bandNames()];
  const rows = Object.entries(kinds).map(([name, make]) => {
    const trials = Array.from({ length: SERIES }, (_, seed) => trialOf(make, 1000 + seed));
    const brier = mean(trials.map(({ happened, said }) => (said - happened) ** 2));
    const figures = [mean(trials.map(({ said }) => said)), mean(trials.map(({ happened }) => happened)), brier];
    return [name, ...figures.map((one) => one.toFixed(2)), ...bands(trials)];
  });
  return table(head, rows);
}

function bandNames(): string[] {
  const edge = (band: number) => Math.round((100 * band) / BANDS);
  return Array.from({ length: BANDS }, (_, band) => `said ${edge(band)}–${edge(band + 1)} %`);
}

/** Of each band: the share that happened, of how many. */
function bands(trials: readonly Trial[]): string[] {
  return Array.from({ length: BANDS }, (_, band) => {
    const within = trials.filter(({ said }) => Math.min(BANDS - 1, Math.floor(said * BANDS)) === band);
    if (within.length === 0) return "–";
    return `${(100 * mean(within.map(({ happened }) => happened))).toFixed(0)} % of ${within.length}`;
  });
}

function trialOf(make: (random: Random) => Float64Array, seed: number): Trial {
  const random = new Random(seed);
  const series = make(random);
  const known = series.subarray(0, KNOWN);
  const last = Number(known.at(-1));
  const spread = Math.sqrt(mean(Array.from(known.subarray(-2 * DAY), (one) => (one - last) ** 2)));
  const threshold = last + spread * (0.1 + 1.2 * random.uniform());
  const said = timeToThreshold(known, { threshold, side: "above", horizon: DAY }).probability;
  return { said, happened: series.subarray(KNOWN).some((one) => one >= threshold) ? 1 : 0 };
}

function made(at: (hour: number) => number): Float64Array {
  return Float64Array.from({ length: KNOWN + DAY }, (_, hour) => at(hour));
}
