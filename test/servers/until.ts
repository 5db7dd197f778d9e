import { setTimeout as sleep } from "node:timers/promises";

/** Looks every `pause` milliseconds until what is seen will do, and gives it; throws after `seconds` with the last that was seen. */
export async function until<T>(
  what: string,
  look: () => Promise<T>,
  willDo: (seen: T) => boolean,
  { seconds = 60, pause = 250 }: { readonly seconds?: number; readonly pause?: number } = {},
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const seen = await look();
    if (willDo(seen)) return seen;
    if (Date.now() > deadline) {
      throw new Error(`waited ${seconds} s until ${what}; last seen: ${JSON.stringify(seen, null, 1).slice(0, 4000)}`);
    }
    await sleep(pause);
  }
}
