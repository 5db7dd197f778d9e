import type { Danger } from "./scan.ts";

/** A place that needs a dangerous construct, and why that is safe there. An entry that is no longer needed fails. */
export interface Allowed {
  readonly path: string;
  readonly danger: Danger;
  readonly reason: string;
}

/** Every place of the project that starts processes, workers, or makes patterns from data. */
export const allowed: readonly Allowed[] = [
  { path: "scripts/run.js", danger: "child-process", reason: "starts our own scripts under a newer Node, no shell" },
  {
    path: "scripts/steps/run-command.ts",
    danger: "child-process",
    reason: "the one way that scripts start programs: argument lists, no shell",
  },
  {
    path: "scripts/bench/measure.ts",
    danger: "child-process",
    reason: "runs what is measured under GNU time: argument lists, no shell",
  },
  {
    path: "src/cli/doctor/asked.ts",
    danger: "child-process",
    reason: "asks git and the judges for their versions: argument lists, no shell, ten seconds at most",
  },
  {
    path: "src/load/git.ts",
    danger: "child-process",
    reason: "asks git for the files of a commit: argument lists, no shell, names that look like options are refused",
  },
  {
    path: "src/load/sandbox.ts",
    danger: "worker",
    reason: "a worker can be terminated at the deadline, whatever runs in it",
  },
  {
    path: "src/load/worker.ts",
    danger: "worker",
    reason: "the other side of that worker; tenant code runs in QuickJS inside it",
  },
];
