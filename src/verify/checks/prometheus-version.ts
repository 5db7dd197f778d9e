import { newerThanServer } from "../../diagnostics/codes/reference.ts";
import type { Program, PrometheusVersion } from "../../program/program.ts";
import { partsOf } from "../../promql/syntax/walk.ts";
import type { Check, Report } from "./check.ts";

/** Since when Prometheus knows, without a flag, what older servers of the supported range don't. Source: its changelog. */
const SINCE: Readonly<Record<string, PrometheusVersion>> = {
  first_over_time: { major: 3, minor: 14 },
  histogram_avg: { major: 2, minor: 51 },
};

const KEEP_FIRING_FOR: PrometheusVersion = { major: 2, minor: 42 };

/** What the organisation's Prometheus doesn't know yet would make it refuse the whole rule file. */
export const prometheusVersion: Check = (program, report) => {
  checkFunctions(program, report);
  const { version } = program.organisation.prometheus;
  if (!isOlder(version, KEEP_FIRING_FOR)) return;
  for (const { keepFiringFor, origin } of program.alerts) {
    if (keepFiringFor === 0) continue;
    report(newerThanServer, [...origin.path, "keepFiringFor"], dataOf("keep_firing_for", KEEP_FIRING_FOR, version));
  }
};

function checkFunctions({ expressions, organisation }: Program, report: Report): void {
  const { version } = organisation.prometheus;
  for (const { authored } of expressions) {
    for (const call of partsOf(authored.expr).calls) {
      const since = SINCE[call.name];
      if (since === undefined || !isOlder(version, since)) continue;
      report(newerThanServer, authored.placeOf(call), dataOf(`${call.name}()`, since, version));
    }
  }
}

function isOlder(version: PrometheusVersion, than: PrometheusVersion): boolean {
  return version.major < than.major || (version.major === than.major && version.minor < than.minor);
}

function dataOf(what: string, since: PrometheusVersion, version: PrometheusVersion) {
  return { what, since: printed(since), version: printed(version) };
}

function printed({ major, minor }: PrometheusVersion): string {
  return `${major}.${minor}`;
}
