import type { Alert, Origin, Program } from "../../program/program.ts";
import { code, md } from "../../targets/documents/markdown/markdown.ts";
import type { Detail } from "../change.ts";
import { withoutNumbers, writtenText } from "../texts.ts";
import { of, type Pair } from "../wording.ts";
import { alertDetails } from "./alert.ts";

/** The alerts that a declaration becomes. */
export interface Made {
  readonly of: (program: Program, origin: Origin) => readonly Alert[];
  /** By what two alerts are the same, whatever their names. */
  readonly key: (alert: Alert) => string;
  /** Whether its bounds are those that the declaration gives it, not an override's. */
  readonly isPlain: (alert: Alert, program: Program) => boolean;
}

/** The alerts made from the declarations of a list. */
export function madeAlerts(list: string, key: Made["key"], isPlain: Made["isPlain"] = () => false): Made {
  const of: Made["of"] = ({ alerts }, { name }) =>
    alerts.filter(({ origin }) => origin.path[0] === list && origin.name === name);
  return { of, key, isPlain };
}

/** What is different about the alerts that a declaration becomes, and doesn't follow from what is said of it already. */
export function madeAlertDetails<T extends { readonly origin: Origin }>(
  pair: Pair<T>,
  made: Made,
  said: readonly Detail[],
): readonly Detail[] {
  const { before, after, programs } = pair;
  const old = byKey(made, made.of(programs.before, before.origin));
  const now = byKey(made, made.of(programs.after, after.origin));
  const kept = [...now].flatMap(([key, alert]) => {
    const former = old.get(key);
    return former === undefined ? [] : [of(pair, former, alert)];
  });
  const tiers = said.some(({ property }) => property === "tiers");
  const gone = tiers ? [] : [...old].filter(([key]) => !now.has(key)).map(([, alert]) => alert);
  const come = tiers ? [] : [...now].filter(([key]) => !old.has(key)).map(([, alert]) => alert);
  return [
    ...together(kept.map((one) => [one.after.name, detailsLeft(one, made, said)])),
    ...gone.map(({ name }) => ({
      property: "alerts",
      words: md`has no alert ${code(name)} any more`,
      effect: "blinder" as const,
    })),
    ...come.map(({ name }) => ({
      property: "alerts",
      words: md`has an alert ${code(name)} now`,
      effect: "covered" as const,
    })),
  ];
}

function byKey({ key }: Made, alerts: readonly Alert[]): ReadonlyMap<string, Alert> {
  return new Map(alerts.map((alert) => [key(alert), alert]));
}

// What is said of the declaration decides the bounds of its alerts, too, and the numbers in their texts.
function detailsLeft(pair: Pair<Alert>, { isPlain }: Made, said: readonly Detail[]): readonly Detail[] {
  const { before, after, programs } = pair;
  const details = alertDetails(pair);
  if (said.length === 0) return details;
  const isDerived = isPlain(before, programs.before) && isPlain(after, programs.after);
  const areTiers = said.some(({ property }) => property === "tiers");
  const isOwner = said.some(({ property }) => property === "owner");
  return details.filter(({ property }) => {
    switch (property) {
      case "summary":
      case "description":
        return withoutNumbers(writtenText(before[property])) !== withoutNumbers(writtenText(after[property]));
      case "condition":
        return !isDerived;
      case "window":
        return false;
      case "severity":
      case "labels":
        return !areTiers;
      default:
        return !(property === "owner" && isOwner);
    }
  });
}

// What all alerts have in common is said once; otherwise it is said of whom.
function together(all: readonly (readonly [name: string, details: readonly Detail[]])[]): readonly Detail[] {
  const byWords = new Map<string, { detail: Detail; names: string[] }>();
  for (const [name, details] of all) {
    for (const detail of details) {
      const key = JSON.stringify([detail.words.text, detail.lines]);
      const known = byWords.get(key) ?? { detail, names: [] };
      byWords.set(key, known);
      known.names.push(name);
    }
  }
  return [...byWords.values()].flatMap(({ detail, names }) =>
    names.length === all.length
      ? [detail]
      : names.map((name) => ({ ...detail, words: md`${code(name)}: ${detail.words}` })),
  );
}
