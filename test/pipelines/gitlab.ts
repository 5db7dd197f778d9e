import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { root } from "../../scripts/steps/own-command.ts";
import type { Ended, Repository } from "./repository.ts";

/** A job of a pipeline, as far as tests look at it. */
export interface Job {
  readonly script: readonly string[];
  readonly artifacts: {
    readonly when: string;
    readonly paths?: readonly string[];
    readonly reports?: Readonly<Record<string, string>>;
  };
}

const { workflow: _workflow, default: standard, ...jobs } = parse(readFileSync(join(root, ".gitlab-ci.yml"), "utf8"));

/** The jobs of the pipeline that this project has, and users copy. */
export const pipeline: Readonly<Record<string, Job>> = jobs;

/** What all of its jobs have. */
export const defaults: { readonly image: string; readonly before_script: readonly string[] } = standard;

/** Runs a job's script as GitLab's runner does. */
export function runJob(name: string, repository: Repository, variables: Readonly<Record<string, string>> = {}): Ended {
  const job = pipeline[name];
  if (job === undefined) throw new Error(`no job is called ${name}`);
  const script = [...defaults.before_script, ...job.script].join("\n");
  return repository.run(["bash", "-eo", "pipefail", "-c"], script, variables);
}
