/** The exit codes, which `--help` tells. */
export const EXIT = { fine: 0, findings: 1, usage: 2, machine: 3, internal: 4 } as const;

/** How a command ends. */
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** What each exit code means, for `--help`. */
export const EXIT_MEANINGS: readonly (readonly [Exit, string])[] = [
  [EXIT.fine, "all is well"],
  [EXIT.findings, "there are findings of severity error; nothing was written"],
  [EXIT.usage, "the command was called wrongly"],
  [EXIT.machine, "the machine refused: permissions, a full disk, another build at work"],
  [EXIT.internal, "a bug in monitorgen"],
];

/** The command was called wrongly. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly suggestion: string | undefined;

  constructor(message: string, suggestion?: string) {
    super(message);
    this.suggestion = suggestion;
  }
}
