/** How much a line matters. */
export type Level = "debug" | "info" | "warning" | "error";

/** Writes one structured line: a message and what belongs to it. */
export type Log = (level: Level, message: string, fields?: Readonly<Record<string, unknown>>) => void;

/** A log of JSON lines with time, level and message first; debug lines only when verbose. */
export function jsonLines(write: (line: string) => void, verbose: boolean, now: () => Date = () => new Date()): Log {
  return (level, message, fields = {}) => {
    if (level === "debug" && !verbose) return;
    write(`${JSON.stringify({ time: now().toISOString(), level, message, ...fields })}\n`);
  };
}

/** What went wrong, in one line, without a stack. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
