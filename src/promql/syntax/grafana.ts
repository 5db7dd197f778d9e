import type { Span } from "./ast.ts";

/** What Grafana's variables stand for; names without `$`. Durations are PromQL texts (`5m`), also allowed as any variable. */
export interface GrafanaValues {
  readonly rateInterval?: string;
  readonly interval?: string;
  readonly range?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

/** A text without Grafana's variables, and the way back from its offsets to the original's. */
export interface Substituted {
  readonly text: string;
  /** Variables that have no value here; each stands in the text as its name. */
  readonly unknown: readonly { readonly name: string; readonly span: Span }[];
  /** The original place of a span in the text: whole variables where it touches a substituted value. */
  readonly original: (span: Span) => Span;
}

const reference = /\$\{(\w+)(?::[\w-]+)?\}|\[\[(\w+)(?::[\w-]+)?\]\]|\$(\w+)/g;

interface Piece {
  readonly from: Span;
  readonly to: Span;
}

function variableValue(name: string, values: GrafanaValues): string | undefined {
  const builtIn = new Map([
    ["__rate_interval", values.rateInterval ?? "5m"],
    ["__interval", values.interval ?? "1m"],
    ["__range", values.range ?? "1h"],
    ["__interval_ms", "60000"],
    ["__range_s", "3600"],
    ["__range_ms", "3600000"],
  ]);
  const given = values.variables;
  return given && Object.hasOwn(given, name) ? given[name] : builtIn.get(name);
}

/** Replaces `$name`, `${name}`, `${name:format}` and `[[name]]` by their values, Grafana's own intervals by the given or usual ones. */
export function substituteGrafana(text: string, values: GrafanaValues = {}): Substituted {
  const pieces: Piece[] = [];
  const unknown: { name: string; span: Span }[] = [];
  let result = "";
  let last = 0;
  for (const match of text.matchAll(reference)) {
    const name = match[1] ?? match[2] ?? match[3] ?? "";
    const from = { start: match.index, end: match.index + match[0].length };
    const value = variableValue(name, values);
    if (value === undefined) unknown.push({ name, span: from });
    result += text.slice(last, from.start);
    pieces.push({ from, to: { start: result.length, end: result.length + (value ?? name).length } });
    result += value ?? name;
    last = from.end;
  }
  const original = ({ start, end }: Span): Span => ({
    start: back(pieces, start, "start"),
    end: back(pieces, end, "end"),
  });
  return { text: result + text.slice(last), unknown, original };
}

function back(pieces: readonly Piece[], position: number, edge: "start" | "end"): number {
  const piece = pieces.findLast(({ to }) => to.start <= position && (edge === "start" || to.start < position));
  if (!piece) return position;
  return position < piece.to.end || (edge === "end" && position === piece.to.end)
    ? piece.from[edge]
    : position - piece.to.end + piece.from.end;
}
