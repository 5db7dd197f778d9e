/** What became of a step: its figure in a few words, what to read when it failed, and its number of tests where it runs any. */
export interface Outcome {
  readonly state: "ok" | "failed" | "skipped";
  readonly figure: string;
  readonly details?: string;
  readonly tests?: { readonly passed: number; readonly failed: number };
}

/** One thing that `npm run check` or `npm test` does. */
export interface Step {
  readonly name: string;
  readonly run: () => Promise<Outcome>;
}

/** A step that ended, and how long it took. */
export interface Ended extends Outcome {
  readonly name: string;
  readonly seconds: number;
}

/** Runs a step; one that throws has failed, so that the others are still reported. */
export async function runStep(step: Step): Promise<Ended> {
  const started = performance.now();
  const outcome = await step.run().catch((error: unknown): Outcome => {
    const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { state: "failed", figure: "the step itself broke", details };
  });
  return { name: step.name, ...outcome, seconds: (performance.now() - started) / 1000 };
}

/** `ok       types              310 files                                  0.4 s` */
export function stepLine(step: Ended): string {
  const seconds = `${step.seconds.toFixed(1)} s`;
  return `${step.state.padEnd(8)} ${step.name.padEnd(18)} ${step.figure.padEnd(72)} ${seconds.padStart(8)}`;
}

/** The sum over all steps: a step with tests counts them, any other counts one; what was skipped counts nowhere. */
export function totals(steps: readonly Ended[]): { passed: number; failed: number } {
  let passed = 0;
  let failed = 0;
  for (const { state, tests = { passed: 0, failed: 0 } } of steps) {
    const counted = tests.passed + tests.failed > 0;
    passed += tests.passed + (state === "ok" && !counted ? 1 : 0);
    failed += tests.failed + (state === "failed" && tests.failed === 0 ? 1 : 0);
  }
  return { passed, failed };
}

/** Runs steps side by side and prints each as it ends, with the details of those that failed. */
export function runTogether(steps: readonly Step[]): Promise<Ended[]> {
  return Promise.all(
    steps.map(async (step) => {
      const ended = await runStep(step);
      console.log(stepLine(ended));
      if (ended.state === "failed" && ended.details) console.log(ended.details.trimEnd().replace(/^/gm, "    "));
      return ended;
    }),
  );
}
