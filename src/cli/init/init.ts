import { existsSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { onMachine } from "../../output/failure.ts";
import { makeFolder } from "../../output/make-folder.ts";
import type { Context } from "../context.ts";
import { EXIT, type Exit, UsageError } from "../exit.ts";
import { exitOf, showFindings } from "../findings.ts";
import { schemaText } from "../schema/text.ts";
import { projectRoot } from "../selection.ts";
import { type Style, styleOf, wantsColor } from "../terminal/style.ts";
import { versionOf } from "../version.ts";
import { type AnswerOptions, answersOf } from "./answers.ts";
import { type NewFile, newFiles, type Present } from "./files.ts";

/** The options of `init`. */
export interface InitOptions extends AnswerOptions {
  readonly root?: string;
  readonly color?: boolean;
}

/** Writes a tenant that builds, and checks that it does. Overwrites nothing. */
export async function runInit(options: InitOptions, context: Context): Promise<Exit> {
  const { cwd, env, stdout } = context;
  const root = projectRoot(cwd, options.root);
  const answers = await answersOf(options, root, context.ask);
  if (existsSync(join(root, "tenants", answers.name))) {
    throw new UsageError(
      `tenants/${answers.name} is there already, and nothing is overwritten`,
      "choose another one: monitorgen init --name …",
    );
  }
  const files = newFiles(answers, presentIn(root), versionOf(), schemaText);
  for (const file of files) write(root, file);
  const { compileProject } = await context.facade();
  const { diagnostics, sources } = await compileProject({ root, tenants: [answers.name] });
  showFindings(diagnostics, sources, options, context);
  const style = styleOf(wantsColor({ flag: options.color, env, isTerminal: stdout.isTerminal }));
  const alert = `explain TargetDown --tenant ${answers.name}`;
  const install = files.some(({ path }) => path === "package.json") ? ["npm install"] : [];
  const commands = [...install, `npx monitorgen build --tenant ${answers.name}`, `npx monitorgen ${alert}`];
  stdout.write(told(files, relative(cwd, root), commands, style));
  return exitOf(diagnostics) === EXIT.fine ? EXIT.fine : EXIT.findings;
}

function told(
  files: readonly NewFile[],
  from: string,
  commands: readonly string[],
  { green, dim, cyan }: Style,
): string {
  const paths = files.map(({ path }) => `${green("✓")} ${from === "" ? path : `${from}/${path}`}\n`);
  return `${paths.join("")}\n${dim("next")}\n${commands.map((command) => `  ${cyan(command)}\n`).join("")}`;
}

function presentIn(root: string): Present {
  const has = (...paths: readonly string[]): boolean => paths.some((path) => existsSync(join(root, path)));
  return {
    folder: basename(root),
    organisation: has("tenants/organisation.ts", "tenants/organisation.yaml", "tenants/organisation.yml"),
    packageJson: isAbove(root, "package.json"),
    tsconfig: isAbove(root, "tsconfig.json"),
    schemas: has("schemas/tenant.schema.json"),
    installedSchemas: has("node_modules/monitorgen/schemas/tenant.schema.json"),
  };
}

function isAbove(folder: string, file: string): boolean {
  if (existsSync(join(folder, file))) return true;
  const above = dirname(folder);
  return above !== folder && isAbove(above, file);
}

function write(root: string, { path, content }: NewFile): void {
  onMachine(path, () => {
    makeFolder(dirname(join(root, path)));
    writeFileSync(join(root, path), content, { flag: "wx" });
  });
}
