import { sharedCredential, sharedSidecar, sharedTarget } from "../../diagnostics/codes/tenancy.ts";
import {
  type Diagnostic,
  finding,
  located,
  type Path,
  type Place,
  type Position,
  shown,
} from "../../diagnostics/diagnostic.ts";
import type { Program } from "../../program/program.ts";
import { credentialsOf, fallbackCredential } from "./credentials.ts";

/** A tenant in one environment, and where its declarations are written. */
export interface Neighbour {
  readonly program: Program;
  readonly locate: (place: Place) => Position;
}

/** Something that a tenant uses and no other may: under which name, and where it says so. */
interface Use {
  readonly name: string;
  readonly path: Path;
}

/** Who used something first; without a place it is the organisation. */
interface Owner {
  readonly tenant: string;
  readonly at?: string;
}

/** What the tenants of one environment declare that can't be both one's and another's. */
export function checkTogether(neighbours: readonly Neighbour[]): readonly Diagnostic[] {
  const [first] = neighbours;
  if (first === undefined) return [];
  return [...credentials(neighbours, first.program), ...addresses(neighbours, first.program)];
}

function credentials(neighbours: readonly Neighbour[], { organisation }: Program): readonly Diagnostic[] {
  const secret = fallbackCredential(organisation);
  const owners = new Map<string, Owner>(secret === undefined ? [] : [[secret, { tenant: "the organisation's own" }]]);
  const shared = new Set(organisation.sharedSecrets);
  return usedTwice(neighbours, credentialsOf, owners).flatMap(({ use, other, locate }) =>
    shared.has(use.name) ? [] : [located(finding(sharedCredential, use.path, { secret: use.name, other }), locate)],
  );
}

function addresses(neighbours: readonly Neighbour[], { organisation }: Program): readonly Diagnostic[] {
  const owners = new Map<string, Owner>();
  return usedTwice(neighbours, targetsOf, owners).flatMap(({ use, other, locate }) => {
    if (organisation.sharedTargets.some((target) => use.name.startsWith(`${target}/`))) return [];
    return use.path[0] !== "scrapes"
      ? located(finding(sharedSidecar, use.path, { address: use.name.replace(/\/metrics$/, ""), other }), locate)
      : located(finding(sharedTarget, use.path, { target: use.name, other }), locate);
  });
}

function targetsOf(program: Program): readonly Use[] {
  return program.scrapes.flatMap(({ targets, path, origin }) =>
    targets.map((target, index): Use => {
      const own = [...origin.path, "targets", index];
      return { name: `${target}${path}`, path: origin.name === "sidecar" ? addressPath(program) : own };
    }),
  );
}

// One that nobody wrote down follows from there being detectors.
function addressPath({ sidecar, detectors }: Program): Path {
  const [first] = detectors;
  const isDefault = sidecar.address === `localhost:${sidecar.port}`;
  return isDefault && first !== undefined ? first.origin.path : ["sidecar", "address"];
}

interface UsedTwice {
  readonly use: Use;
  readonly other: Owner;
  readonly locate: Neighbour["locate"];
}

function usedTwice(
  neighbours: readonly Neighbour[],
  usesOf: (program: Program) => readonly Use[],
  owners: Map<string, Owner>,
): readonly UsedTwice[] {
  return neighbours.flatMap(({ program, locate }) =>
    usesOf(program).flatMap((use): readonly UsedTwice[] => {
      const other = owners.get(use.name);
      if (other !== undefined) return other.tenant === program.tenant.name ? [] : [{ use, other, locate }];
      owners.set(use.name, { tenant: program.tenant.name, at: shown(locate({ path: use.path })) });
      return [];
    }),
  );
}
