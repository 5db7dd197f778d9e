import { type RaisedAlert, valuesOf } from "./raised.ts";

/** What all alerts together say of a label. */
export interface KnownLabel {
  /** Values that some alert has, sorted; empty is none. */
  readonly values: readonly string[];
  /** How many alerts can have any value. */
  readonly open: number;
}

/** The labels of all alerts that can be raised. */
export interface KnownLabels {
  /** The names of those that are written down somewhere, sorted. */
  readonly names: readonly string[];
  /** Whether some alert may have labels that are not written down. */
  readonly isOpen: boolean;
  readonly of: (name: string) => KnownLabel;
  /** The alerts that can have a value of a label. */
  readonly having: (name: string, value: string) => readonly RaisedAlert[];
}

/** Looks through the alerts once for each label that is asked for. */
export function knownLabels(alerts: readonly RaisedAlert[]): KnownLabels {
  const seen = new Map<string, Seen>();
  const seenOf = (name: string): Seen => {
    const known = seen.get(name) ?? look(alerts, name);
    seen.set(name, known);
    return known;
  };
  return {
    names: [...new Set(alerts.flatMap(({ labels }) => Object.keys(labels)))].sort(),
    isOpen: alerts.some(({ isOpen }) => isOpen),
    of: seenOf,
    having: (name, value) => {
      const { byValue, any } = seenOf(name);
      return [...(byValue.get(value) ?? []), ...any];
    },
  };
}

interface Seen extends KnownLabel {
  readonly byValue: ReadonlyMap<string, readonly RaisedAlert[]>;
  readonly any: readonly RaisedAlert[];
}

function look(alerts: readonly RaisedAlert[], name: string): Seen {
  const byValue = new Map<string, RaisedAlert[]>();
  const any: RaisedAlert[] = [];
  for (const alert of alerts) {
    const values = valuesOf(alert, name);
    if (values === undefined) any.push(alert);
    for (const value of new Set(values)) {
      const known = byValue.get(value);
      if (known === undefined) byValue.set(value, [alert]);
      else known.push(alert);
    }
  }
  const values = [...byValue.keys()].filter((value) => value !== "").sort();
  return { values, open: any.length, byValue, any };
}
