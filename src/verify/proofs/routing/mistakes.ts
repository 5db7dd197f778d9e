import {
  emptyInterval,
  idleInhibition,
  mutualInhibition,
  refusedRouting,
  silencedPage,
  unusedInterval,
  unusedReceiver,
} from "../../../diagnostics/codes/routing.ts";
import type { Finding, KindHead, Path, Place } from "../../../diagnostics/diagnostic.ts";
import type { Origin, Program } from "../../../program/program.ts";
import { routingFindings } from "./findings/index.ts";
import { expectedBy, raisedBy } from "./raised-by.ts";

/** What checks of the declarations tell, and what is told of every alert that goes astray. */
const TOLD_ELSEWHERE: readonly KindHead[] = [refusedRouting, unusedReceiver, unusedInterval];

/** What a tenant's declarations can cause, and merging them can't. */
const OF_ONE_TENANT: readonly KindHead[] = [
  emptyInterval,
  idleInhibition,
  mutualInhibition,
  silencedPage,
  ...TOLD_ELSEWHERE,
];

/** What is wrong with a tenant's emitted routes and inhibitions for the alerts that it can raise, where they are declared. */
export function routingMistakes(program: Program, config: unknown): readonly Finding[] {
  const alerts = [...raisedBy(program), expectedBy(program)];
  return routingFindings(config, alerts, { tenantLabel: program.tenant.label })
    .filter(({ kind }) => !TOLD_ELSEWHERE.includes(kind))
    .map((found) => at(found, placeIn(program, found.place.path)));
}

/** What merging several tenants' routes and inhibitions made wrong. */
export function mergedRoutingMistakes(programs: readonly Program[], config: unknown): readonly Finding[] {
  const [first] = programs;
  if (first === undefined) return [];
  const alerts = [...programs.flatMap(raisedBy), ...programs.map(expectedBy)];
  return routingFindings(config, alerts, { tenantLabel: first.tenant.label })
    .filter(({ kind }) => !OF_ONE_TENANT.includes(kind))
    .map((found) => at(found, { path: ["tenant"] }));
}

function at({ kind, data, reason, suggestion }: Finding, place: Place): Finding {
  return { kind, place, data, reason, suggestion };
}

/** What a place of the emitted file was made from. */
function placeIn({ teams, schedules, inhibitions, channels }: Program, path: Path): Place {
  const [section, first, , below, team] = path;
  const of = (origins: readonly { readonly origin: Origin }[], index: unknown): Place => ({
    path: origins[Number(index)]?.origin.path ?? ["tenant"],
    part: "key",
  });
  if (section === "inhibit_rules") return of(inhibitions, first);
  if (section === "time_intervals") return of(schedules, first);
  // The first receiver is the organisation's.
  if (section === "receivers") return of(channels, Number(first) - 1);
  return section === "route" && below === "routes" ? of(teams, team) : { path: ["tenant"] };
}
