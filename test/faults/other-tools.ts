import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { run } from "../../scripts/steps/run-command.ts";
import { isFound, searchFrom } from "../../scripts/tools/find.ts";
import { findAll } from "../../scripts/tools/install.ts";
import { tools as judges, serverTools } from "../../scripts/tools/table.ts";
import { readShipped } from "../../src/load/shipped.ts";
import { compileProject } from "../../src/project.ts";
import { alertmanager } from "../../src/targets/alertmanager/alertmanager.ts";
import { NOTIFICATION_TEMPLATES } from "../../src/targets/alertmanager/templates.ts";
import { rules } from "../../src/targets/prometheus/rules.ts";
import type { Edit } from "./edit.ts";
import { isHandWritten, type Stack } from "./stack.ts";

/** The tools that look at the same mutants. */
export const OTHERS = ["promtool", "pint", "amtool"] as const;

/** One of these tools. */
export type Other = (typeof OTHERS)[number];

/** What each tool says, a line a finding, without the places, which move. */
type Said = Readonly<Record<Other, ReadonlySet<string>>>;

/** Files as a tool reads them, by path. */
type Files = ReadonlyMap<string, string>;

/** Asks the other tools about the output of a stack; what they say of the stack without a fault doesn't count. */
export class OtherTools {
  readonly #paths: Readonly<Record<Other, string>>;
  readonly #folder = mkdtempSync(join(tmpdir(), "monitorgen-others-"));
  readonly #baselines = new Map<string, Said>();

  private constructor(paths: Readonly<Record<Other, string>>) {
    this.#paths = paths;
  }

  static async find(): Promise<OtherTools> {
    const all = await findAll([...judges, ...serverTools], searchFrom(process.env));
    const pathOf = (name: Other): string => {
      const found = all.find(({ tool }) => tool.name === name)?.result;
      if (!found || !isFound(found)) throw new Error(`${name} is missing; type: npm run tools`);
      return found.path;
    };
    return new OtherTools({ promtool: pathOf("promtool"), pint: pathOf("pint"), amtool: pathOf("amtool") });
  }

  /** Which of the tools say something of a stack that they don't say of the one without its edits. */
  async findingsOf(stack: Stack, before: Stack, edits: readonly Edit[]): Promise<ReadonlySet<Other>> {
    const what = edits.some(({ file }) => isHandWritten(file)) ? "files" : (edits[0]?.file.split("/")[1] ?? "");
    const files = await this.#filesOf(stack, what);
    if (files === undefined) return new Set();
    const baseline = this.#baselines.get(what) ?? (await this.#said((await this.#filesOf(before, what)) ?? new Map()));
    this.#baselines.set(what, baseline);
    const said = await this.#said(files);
    return new Set(OTHERS.filter((tool) => [...said[tool]].some((line) => !baseline[tool].has(line))));
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #filesOf(stack: Stack, what: string): Promise<Files | undefined> {
    if (what === "files") return new Map([...stack].filter(([file]) => isHandWritten(file)));
    const root = join(this.#folder, "project");
    write(root, stack);
    const { tenants } = await compileProject({ root, tenants: [what], evenIfBroken: true });
    const program = tenants[0]?.programs[0];
    if (program === undefined) return undefined;
    try {
      const texts = NOTIFICATION_TEMPLATES.map((path) => readShipped(path) ?? "");
      const artifacts = [...rules(program), ...alertmanager(program, texts)];
      return new Map(artifacts.map(({ path, content }) => [path, content]));
    } catch {
      return undefined;
    }
  }

  async #said(files: Files): Promise<Said> {
    const folder = join(this.#folder, "output");
    rmSync(folder, { recursive: true, force: true });
    write(folder, files);
    const paths = [...files.keys()];
    const ruleFiles = paths.filter((path) => /(^|\/)rules\//.test(path));
    const config = paths.find((path) => path.endsWith("alertmanager.yaml"));
    return {
      promtool: await this.#lines("promtool", ["check", "rules", "--lint=all", ...ruleFiles], folder),
      pint: await this.#pint(ruleFiles, folder),
      amtool: config === undefined ? new Set() : await this.#lines("amtool", ["check-config", config], folder),
    };
  }

  async #lines(tool: Other, args: readonly string[], cwd: string): Promise<ReadonlySet<string>> {
    const { stdout, stderr } = await run(this.#paths[tool], args, { cwd });
    return new Set(`${stdout}${stderr}`.split("\n").map(withoutNumbers));
  }

  async #pint(files: readonly string[], cwd: string): Promise<ReadonlySet<string>> {
    const report = join(this.#folder, "report.json");
    rmSync(report, { force: true });
    const options = ["--offline", "--no-color", "--show-duplicates", "lint", "--min-severity=info", "--json", report];
    await run(this.#paths.pint, [...options, ...files], { cwd });
    const found: unknown = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : [];
    if (!Array.isArray(found)) return new Set();
    return new Set(found.map(({ path, reporter, problem }) => withoutNumbers(`${path} ${reporter} ${problem}`)));
  }
}

function withoutNumbers(line: string): string {
  return line.replace(/\d+/g, "#").trim();
}

function write(folder: string, files: Files): void {
  for (const [file, text] of files) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
