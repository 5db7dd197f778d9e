import type { Labels } from "../../sources/source.ts";

/**
 * Adds a series' own labels to those that the sidecar gives. Names that the text format doesn't know are written with
 * underscores, names that are taken with `exported_` before them, as Prometheus does when it scrapes; what the sidecar
 * says already isn't said again.
 */
export function withSeriesLabels(own: Readonly<Record<string, string>>, series: Labels): Record<string, string> {
  const labels = new Map(Object.entries(own));
  for (const [name, value] of series) {
    if (own[name] !== value) labels.set(freeName(labels, classicName(name)), value);
  }
  return Object.fromEntries(labels);
}

function classicName(name: string): string {
  const written = name.replace(/[^a-zA-Z0-9_]/g, "_");
  return /^[a-zA-Z_]/.test(written) ? written.replace(/^__+/, "_") : `_${written}`;
}

function freeName(taken: ReadonlyMap<string, string>, name: string): string {
  let free = name;
  while (taken.has(free)) free = `exported_${free}`;
  return free;
}
