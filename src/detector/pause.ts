import { setTimeout } from "node:timers/promises";

/** Waits, or until the signal says stop; never rejects. */
export async function pause(seconds: number, stop: AbortSignal): Promise<void> {
  await setTimeout(Math.max(0, seconds) * 1000, undefined, { signal: stop }).catch(() => undefined);
}
