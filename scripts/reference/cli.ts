import { join } from "node:path";
import { run } from "../steps/run-command.ts";

const COMMANDS = [
  "init",
  "build",
  "validate",
  "check",
  "diff",
  "list",
  "explain",
  "promql",
  "test routes",
  "test coverage",
  "schema",
  "doctor",
] as const;

/** The reference of the command line: what each command says of itself. */
export async function cliPage(root: string): Promise<string> {
  const help = async (...args: readonly string[]): Promise<string> => {
    const node = [join(root, "src/cli/main.ts"), ...args, "--help"];
    const env = { ...process.env, NO_COLOR: "1", COLUMNS: "100" };
    const { stdout } = await run(process.execPath, node, { cwd: root, env });
    return stdout.trim();
  };
  const sections = await Promise.all(
    COMMANDS.map(
      async (command) => `## ${command}\n\n\`\`\`text\n${withoutGlobal(await help(...command.split(" ")))}\n\`\`\`\n`,
    ),
  );
  return `# The command line

\`monitorgen\` finds the project upwards from where you are: the nearest folder that has \`tenants/\`. In a checkout, type
\`npx monitorgen\`. This page is what \`--help\` says, made by \`npm run reference\`.

\`\`\`text
${await help()}
\`\`\`

${sections.join("\n")}`;
}

// Options of all commands stand at the top of the page.
function withoutGlobal(help: string): string {
  return help.replace(/Global Options:\n(?: {2}.*\n)*\n?/, "");
}
