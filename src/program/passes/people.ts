import { undeclaredChannel, undeclaredSchedule } from "../../diagnostics/codes/reference.ts";
import type { Path } from "../../diagnostics/diagnostic.ts";
import type { Compilation } from "../compilation.ts";
import type { Channel, Destination, Schedule, Team } from "../program.ts";
import type { ChannelDeclaration, DestinationDeclaration } from "../schema/routing.ts";
import type { TenantDeclaration } from "../schema/tenant.ts";

/** Who is told, and how. */
export interface People {
  readonly channels: ReadonlyMap<string, Channel>;
  readonly schedules: ReadonlyMap<string, Schedule>;
  readonly teams: ReadonlyMap<string, Team>;
}

/** A channel with its name. */
export function channelOf(name: string, declaration: ChannelDeclaration): Channel {
  return { ...declaration, name, origin: { path: ["channels", name], name: `channels/${name}` } };
}

/** Channels, schedules and teams, each reference an object. */
export function peopleOf(declaration: TenantDeclaration, compilation: Compilation): People {
  const channels = new Map(Object.entries(declaration.channels).map(([name, one]) => [name, channelOf(name, one)]));
  const schedules = new Map(
    Object.entries(declaration.schedules).map(([name, one]): [string, Schedule] => [
      name,
      { ...one, name, origin: { path: ["schedules", name], name: `schedules/${name}` } },
    ]),
  );
  const resolving: Resolving = { channels, schedules, compilation };
  const teams = new Map<string, Team>();
  for (const [name, { page, ticket, info }] of Object.entries(declaration.teams)) {
    const path = ["teams", name];
    const resolved = {
      page: destinationOf(page, [...path, "page"], resolving),
      ticket: destinationOf(ticket, [...path, "ticket"], resolving),
      info: destinationOf(
        info ?? ticket,
        [...path, info === undefined ? "ticket" : "info"],
        resolving,
        info === undefined,
      ),
    };
    const destinations = complete(resolved);
    if (destinations === undefined) compilation.markBroken("teams", name);
    else teams.set(name, { name, destinations, origin: { path, name: path.join("/") } });
  }
  return { channels, schedules, teams };
}

type Partial3<T> = { readonly page: T | undefined; readonly ticket: T | undefined; readonly info: T | undefined };

function complete({ page, ticket, info }: Partial3<Destination>): Team["destinations"] | undefined {
  return page === undefined || ticket === undefined || info === undefined ? undefined : { page, ticket, info };
}

interface Resolving {
  readonly channels: ReadonlyMap<string, Channel>;
  readonly schedules: ReadonlyMap<string, Schedule>;
  readonly compilation: Compilation;
}

function destinationOf(
  declared: DestinationDeclaration,
  path: Path,
  resolving: Resolving,
  silent = false,
): Destination | undefined {
  const find = (name: string, at: Path) => channelNamed(name, at, resolving, silent);
  if (typeof declared === "string") {
    const channel = find(declared, path);
    return channel === undefined ? undefined : { channel };
  }
  const channel = find(declared.to, [...path, "to"]);
  const during = scheduleNamed(declared.during, [...path, "during"], resolving, silent);
  const otherwise = declared.otherwise === undefined ? undefined : find(declared.otherwise, [...path, "otherwise"]);
  if (channel === undefined || during === undefined) return undefined;
  return { channel, during, ...(otherwise === undefined ? {} : { otherwise }) };
}

function channelNamed(name: string, path: Path, resolving: Resolving, silent: boolean): Channel | undefined {
  const { channels, compilation } = resolving;
  const channel = channels.get(name);
  if (channel === undefined && !silent && !compilation.isBroken("channels", name)) {
    compilation.report(undeclaredChannel, path, { name, known: [...channels.keys()] });
  }
  return channel;
}

function scheduleNamed(name: string, path: Path, resolving: Resolving, silent: boolean): Schedule | undefined {
  const { schedules, compilation } = resolving;
  const schedule = schedules.get(name);
  if (schedule === undefined && !silent && !compilation.isBroken("schedules", name)) {
    compilation.report(undeclaredSchedule, path, { name, known: [...schedules.keys()] });
  }
  return schedule;
}
