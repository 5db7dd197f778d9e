import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { monitorgen, type Ran } from "../cli/console.ts";
import { BASE_TS } from "../mistakes/base.ts";
import { ORGANISATION_FILE } from "../mistakes/project.ts";

/** Files of a project by their paths below its root; bytes where a text can't be them. */
export type HostileFiles = Readonly<Record<string, string | Uint8Array>>;

/** A project in a temporary folder, with the organisation and `tenants/base.ts` of the examples. */
export class HostileProject {
  readonly root = mkdtempSync(join(tmpdir(), "monitorgen-hostile-"));
  readonly #declared: readonly string[];

  constructor(files: HostileFiles) {
    this.write({ ...ORGANISATION_FILE, "tenants/base.ts": BASE_TS, ...files });
    this.#declared = readdirSync(this.root);
  }

  write(files: HostileFiles): void {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.root, path)), { recursive: true });
      writeFileSync(join(this.root, path), content);
    }
  }

  /** What a build says, as somebody at the command line reads it. */
  build(...args: readonly string[]): Promise<Ran> {
    return monitorgen(["build", ...args], { cwd: this.root });
  }

  /** What has come to lie at the root since it was made; a build that is refused adds nothing. */
  written(): readonly string[] {
    return readdirSync(this.root).filter((name) => !this.#declared.includes(name));
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** What must hold of every build that is refused, whatever it was given. */
export function complaints({ exit, stdout, stderr }: Ran, project: HostileProject): readonly string[] {
  const heads = stderr.split("\n").filter((line) => /^(?:error|warning) MG\d{4} /.test(line));
  return [
    ...(exit === 1 ? [] : [`ends with ${exit}: ${stderr.slice(0, 200)}`]),
    ...(stdout === "" ? [] : [`prints ${stdout.slice(0, 100)}`]),
    ...(heads.length > 0 ? [] : [`has no finding: ${stderr.slice(0, 200)}`]),
    ...heads.flatMap((head) => (/ tenants(?:\/.*?)?(?::\d+:\d+)?$/.test(head) ? [] : [`is nowhere: ${head}`])),
    ...(/^\s+at .+[:(]|internal:/m.test(stderr) ? [`shows a stack: ${stderr.slice(0, 500)}`] : []),
    ...(/[\p{Cf}\p{Cs}]|[^\P{Cc}\n]/u.test(stderr) ? ["prints a control character as it is"] : []),
    ...(stderr.length < 120_000 ? [] : [`says ${stderr.length} characters`]),
    ...project.written().map((name) => `writes ${name}`),
  ];
}

/** The findings of a build in a line each: `MG1037 2:10 reason → suggestion`. */
export function inBrief(json: string): readonly string[] {
  const { diagnostics }: { diagnostics: readonly Brief[] } = JSON.parse(json);
  return diagnostics.map(
    ({ code, file, line, column, reason, suggestion }) =>
      `${code} ${file.replace("tenants/acme/", "")}:${line}:${column} ${reason}${suggestion === null ? "" : ` → ${suggestion}`}`,
  );
}

interface Brief {
  readonly code: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly reason: string;
  readonly suggestion: string | null;
}
