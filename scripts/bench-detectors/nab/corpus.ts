import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

/** One labelled series: its samples in order, and the stretches in which an anomaly is to be found. */
export interface LabelledSeries {
  /** As in "realTraffic/speed_7578.csv". */
  readonly name: string;
  readonly category: string;
  readonly seconds: readonly number[];
  readonly values: readonly number[];
  /** First and last second of each stretch. */
  readonly windows: readonly (readonly [number, number])[];
}

const windowsFile = z.record(z.string(), z.array(z.tuple([z.string(), z.string()])));

/** The labelled series under a folder with `windows.json`; their time stamps have no zone and are read as UTC. */
export function readCorpus(folder: string): readonly LabelledSeries[] {
  const windows = windowsFile.parse(JSON.parse(readFileSync(join(folder, "windows.json"), "utf8")));
  return Object.entries(windows).map(([name, stretches]) => {
    const rows = readFileSync(join(folder, name), "utf8").split(/\r?\n/).slice(1).filter(Boolean);
    const cells = rows.map((row) => row.split(","));
    return {
      name,
      category: name.slice(0, name.indexOf("/")),
      seconds: cells.map(([stamp = ""]) => secondsOf(stamp)),
      values: cells.map(([, value]) => Number(value)),
      windows: stretches.map(([from, to]) => [secondsOf(from), secondsOf(to)] as const),
    };
  });
}

function secondsOf(stamp: string): number {
  return Date.parse(`${stamp.trim().replace(" ", "T")}Z`) / 1000;
}
