import type { Sort } from "./case.ts";
import type { Verdict } from "./drive.ts";

/** A case that ended as none should. */
export interface Failure {
  readonly number: number;
  readonly complaints: readonly string[];
}

/** Counts verdicts as they come. */
export class Tally {
  readonly failures: Failure[] = [];
  readonly codes = new Map<string, number>();
  readonly #times: number[] = [];
  readonly #outcomes = new Map<string, number>();
  #cpu = 0;

  add(sort: Sort, { number, outcome, codes, complaints, cpu }: Verdict): void {
    const key = `${sort} ${outcome}`;
    this.#outcomes.set(key, (this.#outcomes.get(key) ?? 0) + 1);
    for (const code of codes) this.codes.set(code, (this.codes.get(code) ?? 0) + 1);
    if (complaints.length > 0) this.failures.push({ number, complaints });
    this.#times.push(cpu);
    this.#cpu += cpu;
  }

  get cases(): number {
    return this.#times.length;
  }

  get cpuSeconds(): number {
    return this.#cpu / 1000;
  }

  /** Everything, for people. */
  text(seconds: number): string {
    const times = this.#times.toSorted((a, b) => a - b);
    const at = (share: number): string => `${(times[Math.floor(times.length * share)] ?? 0).toFixed(0)} ms`;
    const number = (sort: Sort, outcome: string): number => this.#outcomes.get(`${sort} ${outcome}`) ?? 0;
    const sorts = (["data", "expressions", "yaml", "typescript"] as const).map(
      (sort) => `  ${sort.padEnd(12)} ${number(sort, "refused")} refused, ${number(sort, "built")} built`,
    );
    return [
      `${this.cases} cases, ${this.failures.length} of them wrong`,
      ...sorts,
      `  ${this.codes.size} kinds of findings`,
      `  CPU ${this.cpuSeconds.toFixed(0)} s, ${(this.cases / this.cpuSeconds).toFixed(0)} cases a second of it; wall ${seconds.toFixed(0)} s`,
      `  a case: median ${at(0.5)}, 99 of 100 within ${at(0.99)}, longest ${at(1)}`.replace(
        /longest 0 ms/,
        `longest ${(times.at(-1) ?? 0).toFixed(0)} ms`,
      ),
      "",
    ].join("\n");
  }
}
