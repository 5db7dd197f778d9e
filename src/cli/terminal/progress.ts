import type { Output } from "../context.ts";

const PATIENCE = 1000;
const CLEAR = "\r\u001b[K";

/** Tells on a stream what is being done, once it takes longer than a second. */
export interface Progress {
  /** A step begins. */
  readonly step: (name: string) => void;
  /** All is done: the line goes away. */
  readonly end: () => void;
}

/**
 * A progress line: on a terminal one that is written over, elsewhere a line for each step. `now` gives milliseconds.
 */
export function progressOn(output: Output, now: () => number = () => performance.now()): Progress {
  const started = now();
  const told = new Set<string>();
  let shown = false;
  let current: string | undefined;
  const tell = (): void => {
    if (current === undefined) return;
    if (output.isTerminal) output.write(`${CLEAR}${current.slice(0, (output.columns ?? 80) - 2)} …`);
    else if (!told.has(current)) output.write(`${current}\n`);
    told.add(current);
    shown = true;
  };
  // Steps that wait for something let the timer in; steps that compute are told when the next one begins.
  const timer = setTimeout(tell, PATIENCE);
  timer.unref();
  return {
    step(name) {
      current = name;
      if (now() - started >= PATIENCE) tell();
    },
    end() {
      clearTimeout(timer);
      current = undefined;
      if (shown && output.isTerminal) output.write(CLEAR);
    },
  };
}
