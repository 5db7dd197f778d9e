import { circularRecording } from "../../diagnostics/codes/expression.ts";
import type { Place } from "../../diagnostics/diagnostic.ts";
import type { Program } from "../../program/program.ts";
import { selectors } from "../../promql/syntax/walk.ts";
import type { Check } from "./check.ts";

type Reads = ReadonlyMap<string, readonly string[]>;

/** What is recorded from itself, directly or through others, never has a first value. */
export const recordingCycle: Check = (program, report) => {
  const reads = readsOf(program);
  const told = new Set<string>();
  for (const start of [...reads.keys()].sort()) {
    if (told.has(start)) continue;
    const names = loopFrom(start, reads);
    if (names === undefined) continue;
    for (const name of names) told.add(name);
    report(circularRecording, placeOf(names, program), { names });
  }
};

/** The recordings that each recording reads. */
function readsOf({ recordings }: Program): Reads {
  const names = new Set(recordings.map(({ record }) => record));
  return new Map(
    recordings.map(({ record, expr }) => {
      const read = selectors(expr).flatMap(({ metric = "" }) => (names.has(metric) ? [metric] : []));
      return [record, [...new Set(read)].sort()];
    }),
  );
}

/** The shortest way from a recording back to itself, both ends included. */
function loopFrom(start: string, reads: Reads): readonly string[] | undefined {
  const seen = new Set<string>();
  for (let ways: readonly (readonly string[])[] = [[start]]; ways.length > 0; ) {
    const longer = ways.flatMap((way) => (reads.get(String(way.at(-1))) ?? []).map((next) => [...way, next]));
    const loop = longer.find((way) => way.at(-1) === start);
    if (loop !== undefined) return loop;
    ways = longer.filter((way) => {
      const end = String(way.at(-1));
      return !seen.has(end) && seen.add(end);
    });
  }
  return undefined;
}

/** Where the first reads the second. */
function placeOf([first = "", second]: readonly string[], { recordings, expressions }: Program): Place {
  const path = recordings.find(({ record }) => record === first)?.origin.path ?? [];
  const authored = expressions.find(({ origin }) => origin.name === path.join("/"))?.authored;
  const selector = authored && selectors(authored.expr).find(({ metric }) => metric === second);
  return authored && selector ? authored.placeOf(selector) : { path };
}
