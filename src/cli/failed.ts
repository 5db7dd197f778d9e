import { CommanderError } from "commander";
import { nearest } from "../diagnostics/nearest.ts";
import { paintedSeverity } from "../diagnostics/reporters/pretty.ts";
import { withoutSecrets } from "../diagnostics/secrets.ts";
import { codeOf, OutputFailure } from "../output/failure.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit, UsageError } from "./exit.ts";
import { wantsColor } from "./terminal/style.ts";

/** Tells on stderr what ended a command line early, and with what to go on; the exit code says of which kind it was. */
export function failed(error: unknown, args: readonly string[], version: () => string, context: Context): Exit {
  const failure = failureOf(error, args, version, context.env);
  const flag = args.includes("--no-color") ? false : args.includes("--color") ? true : undefined;
  const color = wantsColor({ flag, env: context.env, isTerminal: context.stderr.isTerminal });
  const lines = failure.hints.map((hint) => `  ${hint}\n`);
  const told = withoutSecrets(`${failure.message}\n${lines.join("")}`);
  context.stderr.write(`${paintedSeverity("error", color)}  ${told}`);
  return failure.exit;
}

interface Failure {
  readonly exit: Exit;
  readonly message: string;
  readonly hints: readonly string[];
}

function failureOf(error: unknown, args: readonly string[], version: () => string, env: Context["env"]): Failure {
  if (error instanceof CommanderError) return usage(error.message, args);
  if (error instanceof UsageError) {
    return { exit: EXIT.usage, message: error.message, hints: given(error.suggestion) };
  }
  if (error instanceof OutputFailure) {
    return { exit: EXIT.machine, message: error.message, hints: given(error.suggestion) };
  }
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  if (code === "ERR_MODULE_NOT_FOUND" || INCOMPLETE.test(message)) return incomplete(message);
  if (code !== undefined && /^E[A-Z]+$/.test(code)) return { exit: EXIT.machine, message, hints: [] };
  return {
    exit: EXIT.internal,
    message: `internal: ${message.split("\n")[0]}`,
    hints: reporting(error, version(), env),
  };
}

// What oxc-parser and esbuild say where their binary for this platform isn't installed.
const INCOMPLETE = /^Cannot find native binding|^The package "@esbuild\/|installed esbuild for another platform/;

function incomplete(message: string): Failure {
  const [what = ""] = /@[a-z-]+\/[\w-]+|native binding|package '[^']+'|module '[^']+'/.exec(message) ?? [];
  return {
    exit: EXIT.machine,
    message: `the installation isn't complete: ${what || "a package"} is missing on ${process.platform}-${process.arch}`,
    hints: ["rm -rf node_modules && npm install, on this machine and without --omit=optional", "monitorgen doctor"],
  };
}

// Commander says `error: unknown option '--tennant'\n(Did you mean --tenant?)`.
function usage(text: string, args: readonly string[]): Failure {
  // `help nope` is answered by the help of everything, and by this word.
  if (text === "(outputHelp)")
    return { exit: EXIT.usage, message: `unknown command '${args.at(-1)}'`, hints: ["monitorgen --help"] };
  const [first = "", ...rest] = text.split("\n");
  const message = first.replace(/^error: /, "");
  const meant = rest.map((line) => line.replace(/^\(Did you mean (.*)\?\)$/, "did you mean $1?"));
  const choice = choiceMeant(message);
  const excess = /^too many arguments for '(build|validate)'/.exec(message);
  const tenants =
    excess === null ? [] : [`name tenants with an option: monitorgen ${excess[1]} --tenant ${args.at(-1)}`];
  return {
    exit: EXIT.usage,
    message,
    hints: [...meant, ...choice, ...behindDashes(message, args), ...tenants, "monitorgen --help"],
  };
}

// Of values that must be one of a few, commander lists the few and guesses none.
function choiceMeant(message: string): readonly string[] {
  const [, value, choices] = /'([^']*)' is invalid.* Allowed choices are (.+)\.$/.exec(message) ?? [];
  const meant = nearest(value ?? "", choices?.split(", ") ?? []);
  return meant === undefined ? [] : [`did you mean ${meant}?`];
}

function behindDashes(message: string, args: readonly string[]): readonly string[] {
  const [, expression] = /^unknown option '(-[^-].*)'$/s.exec(message) ?? [];
  const [command, verb] = args.slice(args.indexOf("promql"));
  if (expression === undefined || command !== "promql") return [];
  return [`an expression comes after --: monitorgen promql ${verb} -- '${expression}'`];
}

function reporting(error: unknown, version: string, env: Context["env"]): readonly string[] {
  const report = `this is a bug in monitorgen ${version}; please report it with the command and the declaration that show it`;
  if (env["MONITORGEN_DEBUG"] !== "1") return [report, "MONITORGEN_DEBUG=1 shows where it happened"];
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  return [
    report,
    ...stack
      .split("\n")
      .slice(1)
      .map((line) => line.trim()),
  ];
}

function given(hint: string | undefined): readonly string[] {
  return hint === undefined ? [] : [hint];
}
