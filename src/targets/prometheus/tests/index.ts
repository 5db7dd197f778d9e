import type { Program } from "../../../program/program.ts";
import type { Artifact } from "../../artifact.ts";
import { printYaml } from "../../yaml.ts";
import { testFile } from "./file.ts";
import type { Solutions } from "./solve-all.ts";

/** A file of unit tests for each alert that has a witness. */
export function tests(program: Program, { witnesses }: Pick<Solutions, "witnesses">): readonly Artifact[] {
  return program.alerts.flatMap((alert) => {
    const witness = witnesses.get(alert.name);
    if (witness === undefined) return [];
    return [
      {
        path: `prometheus/tests/${alert.name}.yaml`,
        content: printYaml(testFile(alert, witness, program)),
        kind: "prometheus-tests",
        origins: [alert.origin.name],
      },
    ];
  });
}
