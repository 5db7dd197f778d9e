import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { root } from "../../scripts/steps/own-command.ts";
import type { Ended, Repository } from "./repository.ts";

/** A step of a workflow. */
export interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A workflow, as far as tests look at it. */
export interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<string, { readonly permissions: Readonly<Record<string, string>>; readonly steps: readonly Step[] }>
  >;
}

/** The text of the workflow, whose comments hold the versions of what it uses. */
export const workflowText = readFileSync(join(root, ".github/workflows/monitoring.yaml"), "utf8");

/** The workflow that this project has, and users copy. */
export const workflow: Workflow = parse(workflowText);

/** What a step did, with what it left for others. */
export interface EndedStep extends Ended {
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Runs a step of the workflow, by its name, as GitHub's runner does. `context` answers `${{ … }}`. */
export function runStep(
  name: string,
  repository: Repository,
  context: Readonly<Record<string, string>> = {},
): EndedStep {
  const step = Object.values(workflow.jobs)
    .flatMap(({ steps }) => steps)
    .find((one) => one.name === name);
  if (step?.run === undefined) throw new Error(`no step is called ${name}`);
  const file = (what: string): string => join(repository.temporary, what);
  for (const what of ["summary", "output"]) writeFileSync(file(what), "");
  const env = Object.entries(step.env ?? {}).map(([key, value]) => [key, filled(value, context)]);
  const runner = {
    RUNNER_TEMP: repository.temporary,
    GITHUB_STEP_SUMMARY: file("summary"),
    GITHUB_OUTPUT: file("output"),
  };
  const shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"];
  const ended = repository.run(shell, step.run, { ...Object.fromEntries(env), ...runner });
  return { ...ended, summary: readFileSync(file("summary"), "utf8"), outputs: outputsIn(file("output")) };
}

function filled(text: string, context: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{\{ (\S+) \}\}/g, (_, expression: string) => {
    const value = context[expression];
    if (value === undefined) throw new Error(`nothing is known of ${expression}`);
    return value;
  });
}

// `name<<end`, lines, `end`.
function outputsIn(file: string): Readonly<Record<string, string>> {
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const found = [...text.matchAll(/^(\w+)<<(\S+)\n([\s\S]*?)\n\2$/gm)];
  return Object.fromEntries(found.map(([, name = "", , value = ""]) => [name, value]));
}
