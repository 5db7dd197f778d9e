/** The label that holds a metric's name. */
export const metricName = "__name__";

const dropped: ReadonlySet<string> = new Set([metricName, "__type__", "__unit__"]);

/**
 * The labels of one series, sorted by name, without empty values. A pool gives the same object for the same labels,
 * so labels of one pool compare by identity.
 */
export class Labels {
  readonly #pairs: readonly (readonly [name: string, value: string])[];

  /** Made by a pool only. */
  constructor(pairs: readonly (readonly [name: string, value: string])[]) {
    this.#pairs = pairs;
  }

  /** A label's value; empty where the label is missing, as Prometheus has it. */
  get(name: string): string {
    for (const [label, value] of this.#pairs) if (label === name) return value;
    return "";
  }

  /** Names and values in order. */
  entries(): readonly (readonly [name: string, value: string])[] {
    return this.#pairs;
  }

  /** As PromQL writes a series: `up{job="a"}`. For people and for comparing, not for reading back. */
  toString(): string {
    const rest = this.#pairs.filter(([name]) => name !== metricName);
    const inside = rest.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(",");
    return `${this.get(metricName)}{${inside}}`;
  }
}

/** Keeps one object for each set of labels. */
export class LabelPool {
  readonly #known = new Map<string, Labels>();

  /** The labels with these names and values; later ones of the same name win, empty values fall away. */
  of(pairs: Iterable<readonly [name: string, value: string]>): Labels {
    const unique = new Map(pairs);
    const kept = [...unique].filter(([, value]) => value !== "");
    kept.sort(([first], [second]) => (first < second ? -1 : 1));
    const key = JSON.stringify(kept);
    let labels = this.#known.get(key);
    if (!labels) {
      labels = new Labels(kept);
      this.#known.set(key, labels);
    }
    return labels;
  }

  /** Labels of which only some names stay. */
  keep(labels: Labels, stays: (name: string) => boolean): Labels {
    return this.of(labels.entries().filter(([name]) => stays(name)));
  }

  /** Labels with one set; an empty value removes it. */
  set(labels: Labels, name: string, value: string): Labels {
    return this.of([...labels.entries(), [name, value]]);
  }

  /** Labels without the metric's name and other metadata, as operators and functions leave them. */
  withoutName(labels: Labels): Labels {
    return this.keep(labels, (name) => !dropped.has(name));
  }
}

/** A function of labels that remembers its answers, by identity. */
export function remembered<T>(derive: (labels: Labels) => T): (labels: Labels) => T {
  const known = new Map<Labels, T>();
  return (labels) => {
    const value = known.get(labels);
    if (value !== undefined) return value;
    const derived = derive(labels);
    known.set(labels, derived);
    return derived;
  };
}
