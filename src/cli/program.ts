import { Command, Option } from "commander";
import { buildCommand } from "./commands/build.ts";
import { checkCommand } from "./commands/check.ts";
import { detectCommand } from "./commands/detect.ts";
import { diffCommand } from "./commands/diff.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { explainCommand } from "./commands/explain.ts";
import { initCommand } from "./commands/init.ts";
import { listCommand } from "./commands/list.ts";
import { promqlCommand } from "./commands/promql.ts";
import type { Register } from "./commands/register.ts";
import { schemaCommand } from "./commands/schema.ts";
import { testCommand } from "./commands/test.ts";
import { validateCommand } from "./commands/validate.ts";
import { EXIT_MEANINGS } from "./exit.ts";

const COMMANDS: readonly Register[] = [
  initCommand,
  buildCommand,
  validateCommand,
  checkCommand,
  diffCommand,
  detectCommand,
  listCommand,
  explainCommand,
  promqlCommand,
  testCommand,
  schemaCommand,
  doctorCommand,
];

/** The command line with all its commands; nothing of the compiler is loaded. Who runs it answers `--version`. */
export function programOf(run: Parameters<Register>[1]): Command {
  const program = new Command("monitorgen")
    .description("One declaration per tenant becomes everything that watches it, and every alert is shown to fire.")
    .option("-V, --version", "print the version")
    .helpOption("-h, --help", "print this, or the help of a command")
    .helpCommand("help [command]", "print the help of a command")
    .option("--root <dir>", "the project's folder (default: the nearest one upwards that has tenants/)")
    .option("--color", "colour, even where it isn't a terminal")
    .addOption(new Option("--no-color", "no colour").default(undefined))
    .allowExcessArguments(false)
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .exitOverride()
    .addHelpText("after", `\n${EXAMPLES}\n${exitCodes()}`);
  for (const register of COMMANDS) register(program, run);
  return program;
}

const EXAMPLES = `Examples:
  $ monitorgen init                     start a tenant
  $ monitorgen build --tenant acme      write output/acme
  $ monitorgen build --check            fail where output/ isn't what the declarations give
  $ monitorgen explain ErrorRatioHigh   when an alert fires, and who is woken
`;

function exitCodes(): string {
  const lines = EXIT_MEANINGS.map(([code, meaning]) => `  ${code}  ${meaning}`);
  return `Exit codes:\n${lines.join("\n")}\n\nResults go to stdout, findings and progress to stderr. NO_COLOR and FORCE_COLOR are respected.`;
}
