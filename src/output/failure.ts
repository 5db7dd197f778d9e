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

/** What a refusal means, and what helps. */
type Refusal = readonly [reason: string, help?: (path: string) => string];

const whoMayWrite = (path: string): string => `see who may write there: ls -ld ${quoted(path)}`;
const makeRoom = (path: string): string =>
  `make room, then build again; what there is: df -h ${quoted(path)}, and df -i ${quoted(path)} for the number of files`;
const elsewhere = (): string => "build into another folder: monitorgen build --out <dir>";
const moveAway = (path: string): string => `see what it is: ls -l ${quoted(path)}; move it away, then build again`;

const REFUSALS: ReadonlyMap<string, Refusal> = new Map([
  ["EACCES", ["permission denied", whoMayWrite]],
  ["EPERM", ["permission denied", whoMayWrite]],
  ["ERR_ACCESS_DENIED", ["Node's permissions don't allow it"]],
  ["ENOENT", ["the system lets no folder be made there", elsewhere]],
  ["EROFS", ["the file system is read-only", elsewhere]],
  ["ENOSPC", ["no space is left on the disk", makeRoom]],
  ["EDQUOT", ["the disk quota is used up", makeRoom]],
  ["EMFILE", ["too many files are open", () => "let a process open more: ulimit -n 4096"]],
  ["ENAMETOOLONG", ["the path is longer than the file system takes", elsewhere]],
  ["ENOTDIR", ["a file stands where a folder must be", moveAway]],
  ["EEXIST", ["a file stands where a folder must be", moveAway]],
  ["ELOOP", ["symbolic links lead to each other", moveAway]],
  ["EXDEV", ["a part of the folder is on another file system", elsewhere]],
  ["EFBIG", ["the file is larger than this user may write", () => "let a process write more: ulimit -f unlimited"]],
  ["EIO", ["the disk reports an error", elsewhere]],
]);

function quoted(path: string): string {
  return `'${path.replaceAll("'", "'\\''")}'`;
}

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
    const [reason, help] = REFUSALS.get(code) ?? [`the system says ${code}`];
    throw new OutputFailure(path, reason, help?.(path));
  }
}
