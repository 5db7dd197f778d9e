import { unusedChannel, unusedSchedule, unusedTeam } from "../../../diagnostics/codes/routing.ts";
import { type Finding, finding } from "../../../diagnostics/diagnostic.ts";
import type { Destination, Origin, Program } from "../../../program/program.ts";

/** Channels, schedules and teams of a tenant that are declared for nothing, in any of its environments. */
export function unusedPeople(programs: readonly Program[]): readonly Finding[] {
  const [first] = programs;
  if (first === undefined) return [];
  const destinations = first.teams.flatMap((team) => Object.values(team.destinations));
  const channels = new Set(destinations.flatMap(channelsOf));
  const schedules = new Set(destinations.map(({ during }) => during?.name));
  const owners = new Set(programs.flatMap(ownersIn));
  return [
    ...unused(first.channels, channels).map(({ name, origin }) =>
      finding(unusedChannel, at(origin), { channel: name }),
    ),
    ...unused(first.schedules, schedules).map(({ name, origin }) =>
      finding(unusedSchedule, at(origin), { schedule: name }),
    ),
    ...unused(first.teams, owners).map(({ name, origin }) => finding(unusedTeam, at(origin), { team: name })),
  ];
}

function channelsOf({ channel, otherwise }: Destination): readonly string[] {
  return otherwise === undefined ? [channel.name] : [channel.name, otherwise.name];
}

function ownersIn({ alerts, slos, drifts, detectors }: Program): readonly string[] {
  return [...alerts, ...slos, ...drifts, ...detectors].map(({ team }) => team.name);
}

function unused<T extends { readonly name: string }>(
  all: readonly T[],
  used: ReadonlySet<string | undefined>,
): readonly T[] {
  return all.filter(({ name }) => !used.has(name));
}

function at({ path }: Origin) {
  return { path, part: "key" } as const;
}
