import type { Labels } from "../matchers.ts";
import { compareText } from "../unicode.ts";

/** A value that a template works with. Structs are plain objects by their fields' names. */
export type Value =
  | undefined
  | string
  | number
  | boolean
  | Time
  | Duration
  | KeyValues
  | Alerts
  | Struct
  | readonly Value[];

/** Fields by their names in Go. */
export interface Struct {
  readonly [field: string]: Value;
}

/** A moment in UTC. */
export class Time {
  readonly epoch: number;

  constructor(epoch: number) {
    this.epoch = epoch;
  }

  /** The moment in a layout of Go's, made of `2006`, `01`, `02`, `15`, `04` and `05`. */
  format(layout: string): string {
    const [date = "", time = ""] = new Date(this.epoch).toISOString().split("T");
    const [year, month, day] = date.split("-");
    const [hour, minute, second] = time.split(/[:.]/);
    const parts: Readonly<Record<string, string | undefined>> = {
      "2006": year,
      "01": month,
      "02": day,
      "15": hour,
      "04": minute,
      "05": second,
    };
    return layout.replace(/2006|01|02|15|04|05/g, (part) => parts[part] ?? part);
  }
}

/** A length of time in milliseconds. */
export class Duration {
  readonly milliseconds: number;

  constructor(milliseconds: number) {
    this.milliseconds = milliseconds;
  }

  /** Rounded to a multiple, halves up. */
  round(unit: Duration): Duration {
    return new Duration(Math.round(this.milliseconds / unit.milliseconds) * unit.milliseconds);
  }

  /** As Go prints whole seconds: `1h2m3s`. */
  toString(): string {
    const seconds = Math.round(this.milliseconds / 1000);
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    const small = `${seconds % 60}s`;
    if (hours > 0) return `${hours}h${minutes}m${small}`;
    return minutes > 0 ? `${minutes}m${small}` : small;
  }
}

/** Labels or annotations. */
export class KeyValues {
  readonly pairs: Labels;

  constructor(pairs: Labels) {
    this.pairs = pairs;
  }

  /** Their names, `alertname` first. */
  names(): readonly string[] {
    const names = Object.keys(this.pairs).filter((name) => name !== "alertname");
    return [...(Object.hasOwn(this.pairs, "alertname") ? ["alertname"] : []), ...names.sort(compareText)];
  }

  /** Without those of some names. */
  without(names: readonly Value[]): KeyValues {
    return new KeyValues(Object.fromEntries(Object.entries(this.pairs).filter(([name]) => !names.includes(name))));
  }

  /** The value of a name; empty where there is none. */
  get(name: string): string {
    return Object.hasOwn(this.pairs, name) ? (this.pairs[name] ?? "") : "";
  }
}

/** All alerts of a notification. */
export class Alerts {
  readonly list: readonly Struct[];

  constructor(list: readonly Struct[]) {
    this.list = list;
  }

  /** Those that fire, or that don't any more. */
  of(status: "firing" | "resolved"): readonly Struct[] {
    return this.list.filter((alert) => alert["Status"] === status);
  }
}
