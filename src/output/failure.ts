/** The machine did not let us read or write: no mistake of the author's, and none of the program's. */
export class OutputFailure extends Error {
  override readonly name = "OutputFailure";
  /** What it was about, as people see it. */
  readonly path: string;
  readonly reason: string;
  readonly suggestion: string | undefined;

  constructor(path: string, reason: string, suggestion?: string) {
    super(`${path}: ${reason}`);
    this.path = path;
    this.reason = reason;
    this.suggestion = suggestion;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ERR_ACCESS_DENIED: "Node's permissions don't allow it",
  ENOSPC: "no space is left on the disk",
  EDQUOT: "the disk quota is used up",
  EMFILE: "too many files are open",
  ENOTDIR: "a file stands where a folder must be",
  EEXIST: "a file stands where a folder must be",
  EXDEV: "a part of the folder is on another file system",
  EFBIG: "the file is larger than this user may write",
  EIO: "the disk reports an error",
};

/** The code of a system error, such as ENOENT. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** Does something with files; a refusal of the system becomes an OutputFailure about `path`. */
export function onMachine<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined || error instanceof OutputFailure) throw error;
    throw new OutputFailure(path, REASONS[code] ?? `the system says ${code}`);
  }
}
