import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../steps/run-command.ts";
import { type Shown, terminalWindow } from "./window.ts";

/** A change of a file of the copied project. */
interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** A picture: commands that are run one after the other in a copy of the project. */
interface Scene {
  readonly path: string;
  readonly title: string;
  readonly edits?: readonly Edit[];
  readonly commands: readonly { readonly before?: string; readonly arguments: readonly string[] }[];
}

const SCENES: readonly Scene[] = [
  {
    path: "docs/images/build.svg",
    title: "monitorgen build --tenant acme: alerts proven, who is woken, files written",
    commands: [{ arguments: ["build", "--tenant", "acme", "--env", "production"] }],
  },
  {
    path: "docs/images/mistakes.svg",
    title: "monitorgen validate: three mistakes of one run, each with its place, the reason and a suggestion",
    edits: [
      { file: "tenants/acme/alerts/api.ts", from: '.where({ service: "player" })', to: '.where({ service: "playr" })' },
      { file: "tenants/acme/slos.ts", from: 'objective: "99.9%"', to: 'objective: "99,9%"' },
      { file: "tenants/globex/tenant.yaml", from: "    ticket: room", to: "    ticket: rom" },
    ],
    commands: [{ before: "a service, an objective and a channel, mistyped", arguments: ["validate"] }],
  },
  {
    path: "docs/images/explain.svg",
    title: "monitorgen explain ErrorRatioHigh: when the alert fires, and who is woken",
    commands: [{ arguments: ["explain", "ErrorRatioHigh"] }],
  },
];

/** Every picture with its path, drawn from what the commands of this checkout print. */
export async function* pictures(root: string): AsyncGenerator<readonly [path: string, svg: string]> {
  for (const scene of SCENES) yield [scene.path, await drawn(root, scene)];
}

async function drawn(root: string, { title, edits = [], commands }: Scene): Promise<string> {
  const project = mkdtempSync(join(tmpdir(), "monitorgen-picture-"));
  try {
    cpSync(join(root, "tenants"), join(project, "tenants"), { recursive: true });
    for (const { file, from, to } of edits) {
      const text = readFileSync(join(project, file), "utf8");
      if (!text.includes(from)) throw new Error(`${file} has no ${from} for the picture's mistake`);
      writeFileSync(join(project, file), text.replace(from, to));
    }
    const shown: Shown[] = [];
    for (const one of commands) {
      const printed = await printedBy(root, project, one.arguments);
      const command = `npx monitorgen ${one.arguments.join(" ")}`;
      shown.push({ command, printed, ...(one.before !== undefined && { before: one.before }) });
    }
    return terminalWindow(title, shown);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

// Both streams as a terminal mixes them: findings first, then results. Progress is told only where it takes long.
async function printedBy(root: string, cwd: string, args: readonly string[]): Promise<string> {
  const env = { ...process.env, FORCE_COLOR: "1", COLUMNS: "100" };
  const command = [join(root, "src/cli/main.ts"), ...args];
  const { stdout, stderr, status } = await run(process.execPath, command, { cwd, env });
  if (status === null || status > 1) throw new Error(`monitorgen ${args.join(" ")} ended with ${status}\n${stderr}`);
  const findings = stderr.replace(/^(reading|proving|generating|writing) .*\n/gm, "");
  return findings + stdout;
}
