import { execFileSync } from "node:child_process";
import { join } from "node:path";

const COMMANDS = ["init", "build", "validate", "list", "explain", "schema"] as const;

/** The reference of the command line: what each command says of itself. */
export function cliPage(root: string): string {
  const help = (...args: readonly string[]): string => {
    const node = [join(root, "src/cli/main.ts"), ...args, "--help"];
    const env = { ...process.env, NO_COLOR: "1", COLUMNS: "100" };
    return execFileSync(process.execPath, node, { cwd: root, encoding: "utf8", env }).trim();
  };
  const sections = COMMANDS.map((command) => `## ${command}\n\n\`\`\`text\n${withoutGlobal(help(command))}\n\`\`\`\n`);
  return `# The command line

\`monitorgen\` finds the project upwards from where you are: the nearest folder that has \`tenants/\`. In a checkout, type
\`npx monitorgen\`. This page is what \`--help\` says, made by \`npm run reference\`.

\`\`\`text
${help()}
\`\`\`

${sections.join("\n")}`;
}

// Options of all commands stand at the top of the page.
function withoutGlobal(help: string): string {
  return help.replace(/Global Options:\n(?: {2}.*\n)*\n?/, "");
}
