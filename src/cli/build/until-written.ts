const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Does something that Ctrl-C must not cut in two: a signal that comes meanwhile ends the process when the work lets it
 * in, which writing, being one piece, does not.
 */
export async function untilWritten<T>(act: () => Promise<T>): Promise<T> {
  const leave = (signal: keyof typeof SIGNALS): never => process.exit(SIGNALS[signal]);
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.once(signal, leave);
  try {
    return await act();
  } finally {
    for (const signal of signals) process.off(signal, leave);
  }
}
