/** The label that holds a metric's name. */
export const metricName = "__name__";

const dropped: ReadonlySet<string> = new Set([metricName, "__type__", "__unit__"]);

/** Names and values. */
type Pairs = readonly (readonly [name: string, value: string])[];

/**
 * The labels of one series, sorted by name, without empty values. A pool gives the same object for the same labels,
 * so labels of one pool compare by identity.
 */
export class Labels {
  readonly #pairs: Pairs;

  /** Made by a pool only. */
  constructor(pairs: Pairs) {
    this.#pairs = pairs;
  }

  /** A label's value; empty where the label is missing, as Prometheus has it. */
  get(name: string): string {
    for (const [label, value] of this.#pairs) if (label === name) return value;
    return "";
  }

  /** Names and values in order. */
  entries(): Pairs {
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
  readonly #filters = new Map<string, (labels: Labels) => Labels>();

  /** The labels with these names and values; later ones of the same name win, empty values fall away. */
  of(pairs: Iterable<readonly [name: string, value: string]>): Labels {
    const unique = new Map(pairs);
    const kept = [...unique].filter(([, value]) => value !== "");
    kept.sort(([first], [second]) => (first < second ? -1 : 1));
    return this.#one(kept);
  }

  // The lengths keep apart what runs together.
  #one(pairs: Pairs): Labels {
    let key = "";
    for (const [name, value] of pairs) key += `${name.length} ${name}${value.length} ${value}`;
    let labels = this.#known.get(key);
    if (!labels) {
      labels = new Labels(pairs);
      this.#known.set(key, labels);
    }
    return labels;
  }

  /** Leaves only some names of labels. */
  only(names: Iterable<string>): (labels: Labels) => Labels {
    return this.#filter(names, true);
  }

  /** Takes some names out of labels. */
  without(names: Iterable<string>): (labels: Labels) => Labels {
    return this.#filter(names, false);
  }

  // Expressions are compiled again and again over one pool; what their filters do to labels stays known.
  #filter(names: Iterable<string>, stays: boolean): (labels: Labels) => Labels {
    const listed = new Set(names);
    const key = JSON.stringify([stays, [...listed].sort()]);
    const known = this.#filters.get(key);
    if (known) return known;
    const filter = remembered((labels) => this.#one(labels.entries().filter(([name]) => listed.has(name) === stays)));
    this.#filters.set(key, filter);
    return filter;
  }

  /** Labels with one set; an empty value removes it. */
  set(labels: Labels, name: string, value: string): Labels {
    return this.of([...labels.entries(), [name, value]]);
  }

  /** Labels without the metric's name and other metadata, as operators and functions leave them. */
  readonly withoutName = this.without(dropped);
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
