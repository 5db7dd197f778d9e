import type { Metric } from "../../../src/program/program.ts";
import type { Labels } from "./declared.ts";

/** A line of an exposition. */
export interface Sample {
  readonly name: string;
  readonly labels: Labels;
  readonly value: number;
}

const escaped = (text: string): string => text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"');

/** `name{label="value"}`, as all of Prometheus's text formats write it. */
export function seriesText(name: string, labels: Labels): string {
  return `${name}{${Object.entries(labels)
    .map(([label, value]) => `${label}="${escaped(value)}"`)
    .join(",")}}`;
}

const number = (value: number): string =>
  value === Number.POSITIVE_INFINITY ? "+Inf" : value === Number.NEGATIVE_INFINITY ? "-Inf" : String(value);

/** A metric in Prometheus's text format, with its help and type. */
export function exposition(metric: Metric, samples: readonly Sample[]): string {
  const help = metric.help.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
  const lines = samples.map(({ name, labels, value }) => `${seriesText(name, labels)} ${number(value)}\n`);
  return `# HELP ${metric.name} ${help}\n# TYPE ${metric.name} ${metric.type}\n${lines.join("")}`;
}

/** The samples of a text exposition; comments and timestamps are dropped. */
export function readExposition(text: string): Sample[] {
  return [...text.matchAll(/^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)/gm)].map(
    ([, name = "", labels = "", value = ""]) => ({
      name,
      labels: Object.fromEntries(
        [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label = "", quoted = ""]) => [
          label,
          quoted.replace(/\\(.)/g, (_, letter: string) => (letter === "n" ? "\n" : letter)),
        ]),
      ),
      value: value === "+Inf" ? Number.POSITIVE_INFINITY : value === "-Inf" ? Number.NEGATIVE_INFINITY : Number(value),
    }),
  );
}
