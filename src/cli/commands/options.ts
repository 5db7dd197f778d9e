import { type Command, InvalidArgumentError, Option } from "commander";
import type { FormatOptions } from "../findings.ts";
import { REPORT_FORMATS, type ReportFormat } from "../formats.ts";
import type { SelectionOptions } from "../selection.ts";

/** What every command takes. */
export interface GlobalOptions extends Pick<FormatOptions, "color"> {
  readonly root?: string;
}

/** What the commands take that are about tenants. */
export interface ProjectCommandOptions extends GlobalOptions, SelectionOptions, FormatOptions {}

/** What the commands take whose result is what they found. */
export interface ReportCommandOptions extends GlobalOptions, SelectionOptions {
  readonly format: ReportFormat;
}

/** What `check` takes. */
export interface CheckCommandOptions extends ReportCommandOptions {
  readonly metrics?: string;
}

/** Adds the options that choose tenants and an environment. */
export function withSelection(
  command: Command,
  tenant = new Option("-t, --tenant <name...>", "only these tenants"),
): Command {
  return command
    .addOption(tenant.conflicts("all"))
    .option("-a, --all", "all tenants, which is the default")
    .option("-e, --env <name>", "only this environment (default: MONITORING_ENV, otherwise all)")
    .addOption(
      new Option("--today <date>", "the day on which suppressions are looked at (default: today)").argParser(dayIn),
    );
}

function dayIn(text: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new InvalidArgumentError("It is no day, such as 2027-03-31.");
}

/** Adds `--format`. */
export function withFormat(command: Command): Command {
  return command.addOption(
    new Option("-f, --format <format>", "json prints one document on stdout, findings included")
      .choices(["text", "json"])
      .default("text"),
  );
}

/** Adds `--format` for reports of findings. */
export function withReportFormat(command: Command): Command {
  return command.addOption(
    new Option("-f, --format <format>", "how findings are told: pretty on stderr, the others on stdout")
      .choices(REPORT_FORMATS)
      .default("pretty"),
  );
}

/** Examples under a command's help. */
export function examples(...lines: readonly (readonly [command: string, what: string])[]): string {
  const width = Math.max(...lines.map(([command]) => command.length));
  return `\nExamples:\n${lines.map(([command, what]) => `  $ ${command.padEnd(width)}   ${what}`).join("\n")}\n`;
}
