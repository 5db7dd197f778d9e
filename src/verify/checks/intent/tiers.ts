import { tiersReversed } from "../../../diagnostics/codes/intent.ts";
import type { Path, Place } from "../../../diagnostics/diagnostic.ts";
import type { Alert, Program, Severity } from "../../../program/program.ts";
import type { Expr } from "../../../promql/syntax/ast.ts";
import { print } from "../../../promql/syntax/print.ts";
import { canonical, map } from "../../../promql/syntax/walk.ts";
import { mainComparison } from "../../../promql/types/comparison.ts";
import { grouped } from "../../../values/grouped.ts";
import { printQuantity } from "../../../values/quantity.ts";
import type { Check } from "../check.ts";
import { conditioned } from "./conditions.ts";

const URGENCY: Readonly<Record<Severity, number>> = { page: 2, ticket: 1, info: 0 };

/** One of several alerts on the same values. */
interface Tier {
  readonly name: string;
  readonly severity: Severity;
  /** How far from what is healthy the values have to be: greater is stricter. */
  readonly strictness: number;
  readonly shown: string;
  readonly place: Place | Path;
}

/** Of alerts on the same values the more urgent has the stricter bound. */
export const tiers: Check = (program, report) => {
  for (const ladder of ladders(program).values()) {
    const lightest = [...ladder].sort((a, b) => a.strictness - b.strictness);
    for (const tier of ladder) {
      const later = lightest.find(
        (other) => URGENCY[other.severity] < URGENCY[tier.severity] && other.strictness > tier.strictness,
      );
      if (later === undefined) continue;
      const data = { urgent: tier.name, lax: tier.shown, other: later.name, strict: later.shown };
      report(tiersReversed, tier.place, data);
    }
  }
};

function ladders(program: Program): ReadonlyMap<string, readonly Tier[]> {
  const keyed = [...ofConditions(program), ...ofObjectives(program), ...ofDrift(program)];
  const ladder = grouped(keyed, ([key]) => key);
  return new Map([...ladder].map(([key, rungs]) => [key, rungs.map(([, tier]) => tier)]));
}

function ofConditions(program: Program): readonly (readonly [string, Tier])[] {
  return conditioned(program).flatMap(({ alert, expression: { authored } }) => {
    const main = mainComparison(authored.expr);
    const now = mainComparison(alert.expr);
    if (main === undefined || now === undefined || !/^[<>]/.test(main.operator)) return [];
    const upward = main.operator.startsWith(">");
    // What else has to be true belongs to what is compared.
    const open: Expr = { kind: "number", value: Number.NaN };
    const condition = map(authored.expr, (node) => (node === main.right ? open : node));
    const tier = {
      ...named(alert),
      strictness: upward ? now.bound : -now.bound,
      shown: printQuantity(now.bound, alert.unit),
      place: authored.placeOf(main.right),
    };
    return [[print(canonical(condition)), tier] as const];
  });
}

function named({ name, severity }: Alert): Pick<Tier, "name" | "severity"> {
  return { name, severity };
}

function ofObjectives({ slos }: Program): readonly (readonly [string, Tier])[] {
  return slos.flatMap(({ name, tiers: all, origin }) =>
    all.map(({ burn, severity }, index) => {
      const shown = `burn rate ${burn}`;
      const place = [...origin.path, "tiers", index, "burn"];
      return [`slos/${name}`, { name: `the ${severity}`, severity, strictness: burn, shown, place }] as const;
    }),
  );
}

function ofDrift({ alerts }: Program): readonly (readonly [string, Tier])[] {
  return alerts.flatMap(({ meaning, name, severity, origin }) => {
    if (meaning.kind !== "drift") return [];
    const place = [...origin.path, "tests"];
    const tier = { name, severity, strictness: meaning.limit, shown: String(meaning.limit), place };
    return [[`drift/${meaning.drift}/${meaning.test}`, tier] as const];
  });
}
