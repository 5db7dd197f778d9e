import { misrouted, type RoutingCase } from "../../../routing/cases.ts";
import { describeProblem } from "../../../routing/problems.ts";
import { readRouting } from "../../../routing/read-config.ts";
import type { Artifact } from "../../../targets/artifact.ts";
import { dataOf } from "../read.ts";

/** An alert that the emitted routes take elsewhere than its team said, or a configuration that Alertmanager refuses. */
export interface Stray {
  readonly alert: string;
  readonly expected: string;
  readonly actual: string;
}

/** Reads the emitted Alertmanager configuration and its routing tests again, and sends every test through the routes. */
export function strays(artifacts: readonly Artifact[]): readonly Stray[] {
  const config = emittedRouting(artifacts);
  if (config === undefined) return [];
  const { config: routing, problems } = readRouting(config);
  if (routing === undefined || problems.length > 0) {
    return problems.map((problem) => ({
      alert: "every alert",
      expected: "its team",
      actual: describeProblem(problem),
    }));
  }
  return misrouted(routing, casesIn(dataOfKind(artifacts, "alertmanager-tests"))).map(({ test, actual }) => ({
    alert: test.name,
    expected: inWords(test.receivers),
    actual: inWords(actual),
  }));
}

/** The emitted Alertmanager configuration as data. */
export function emittedRouting(artifacts: readonly Artifact[]): unknown {
  return dataOfKind(artifacts, "alertmanager-config");
}

function dataOfKind(artifacts: readonly Artifact[], kind: string): unknown {
  const artifact = artifacts.find((one) => one.kind === kind);
  return artifact === undefined ? undefined : dataOf(artifact);
}

// The file's form is the schema proof's matter.
function casesIn(data: unknown): readonly RoutingCase[] {
  const tests = typeof data === "object" && data !== null && "tests" in data ? data.tests : [];
  return Array.isArray(tests) ? tests : [];
}

function inWords(receivers: readonly string[]): string {
  return receivers.length === 0 ? "nobody" : receivers.join(" and ");
}
