import type { LogStream } from "../../program/program.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** When an index of a stream goes where, in milliseconds: `rollover` after its creation, the others after its rollover. */
export interface Lifecycle {
  readonly rollover: number;
  readonly warm?: number;
  readonly cold?: number;
  readonly delete: number;
}

/**
 * The ages of a stream's indices. Elasticsearch counts from the rollover, and a line may be older than that by the time
 * that its index was written to: so `rollover + warm` is when the oldest line has been hot for long enough, and
 * `rollover + delete` is the retention, which no line outlives. About thirty indices exist at a time; phases of less than
 * a day are left out.
 */
export function lifecycle({ retention, hot }: Pick<LogStream, "retention" | "hot">): Lifecycle {
  const rollover = Math.min(wholeUnits(retention / 30), wholeUnits(hot), wholeUnits(retention / 2));
  const leavesHot = Math.max(hot, rollover);
  const cold = wholeUnits((leavesHot + retention) / 2);
  return {
    rollover,
    ...(cold - leavesHot >= DAY ? { warm: leavesHot - rollover } : {}),
    ...(cold - leavesHot >= DAY && retention - cold >= DAY ? { cold: cold - rollover } : {}),
    delete: retention - rollover,
  };
}

/** Days where it is at least one, else hours, else minutes: ages that people read at a glance. */
function wholeUnits(age: number): number {
  const unit = age >= DAY ? DAY : age >= HOUR ? HOUR : MINUTE;
  return Math.max(MINUTE, Math.floor(age / unit) * unit);
}

/** An age as Elasticsearch reads it, in one unit: `36h`. */
export function age(milliseconds: number): string {
  const units = [
    ["d", DAY],
    ["h", HOUR],
    ["m", MINUTE],
    ["s", 1000],
  ] as const;
  for (const [unit, size] of units)
    if (milliseconds % size === 0 && milliseconds > 0) return `${milliseconds / size}${unit}`;
  return `${Math.round(milliseconds)}ms`;
}
