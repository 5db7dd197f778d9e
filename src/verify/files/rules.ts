import { refusedRule } from "../../diagnostics/codes/files.ts";
import type { Path } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import { parseDuration } from "../../values/duration.ts";
import { type Document, listAt, type Report, textAt, textsAt, valueAt } from "./document.ts";

/** A rule of a file, as it is written. */
export interface Rule {
  readonly file: string;
  /** From the file's name to the rule. */
  readonly path: Path;
  /** The group: rules with the same one are evaluated one after the other. */
  readonly group: string;
  /** How often the group is evaluated, in milliseconds; a minute where it doesn't say. */
  readonly interval: number;
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
  /** Milliseconds. */
  readonly for: number;
  readonly keepFiringFor: number;
}

const MINUTE = 60_000;

const GROUP_KEYS = ["name", "interval", "limit", "query_offset", "labels", "rules", "partial_response_strategy"];
const RULE_KEYS = ["record", "alert", "expr", "for", "keep_firing_for", "labels", "annotations"];

/** The rules of a file; what Prometheus refuses is reported, and left out. */
export function rulesOf({ file, data }: Document, root: Path, report: Report): readonly Rule[] {
  const groups = groupsOf(data, root, report);
  const names = new Set<string>();
  return groups.flatMap((group, index) => {
    const path = [...root, "groups", index];
    const name = textAt(group, "name");
    const refuse = (problem: string, below: Path = []) => report(refusedRule, [...path, ...below], { problem });
    if (name === undefined || name === "") refuse("a group needs a name");
    else if (names.has(name)) refuse(`two groups of this file are called '${name}'`, ["name"]);
    names.add(name ?? "");
    unknownKeys(group, GROUP_KEYS, path, "a group", report);
    const labels = textsAt(group, "labels");
    const interval = durationAt(group, "interval", path, report) || MINUTE;
    const rules = listAt(group, "rules") ?? [];
    return rules.flatMap((rule, at) =>
      ruleOf(rule, { file, path: [...path, "rules", at], group: `${file} ${name}`, interval, labels }, report),
    );
  });
}

function groupsOf(data: unknown, root: Path, report: Report): readonly unknown[] {
  const groups = valueAt(data, [...root.slice(1), "groups"]) ?? [];
  if (Array.isArray(groups)) return groups;
  report(refusedRule, [...root, "groups"], { problem: "'groups' is a list, - name: …" });
  return [];
}

function ruleOf(
  data: unknown,
  { labels, ...place }: Pick<Rule, "file" | "path" | "group" | "interval" | "labels">,
  report: Report,
): readonly Rule[] {
  const [alert, record, expr] = [textAt(data, "alert"), textAt(data, "record"), textAt(data, "expr")];
  const { path } = place;
  unknownKeys(data, RULE_KEYS, path, "a rule", report);
  const refuse = (problem: string, below: Path = []): readonly Rule[] => {
    report(refusedRule, [...path, ...below], { problem });
    return [];
  };
  if ((alert === undefined) === (record === undefined)) return refuse("a rule has either 'alert' or 'record'");
  if (expr === undefined) return refuse("the rule has no expression");
  const unfit =
    record === undefined
      ? undefined
      : ["for", "keep_firing_for", "annotations"].find((key) => valueAt(data, [key]) !== undefined);
  if (unfit !== undefined) return refuse(`'${unfit}' is of alerts only`, [unfit]);
  const own = textsOf(data, "labels", path, report);
  return [
    {
      ...place,
      ...(alert === undefined ? {} : { alert }),
      ...(record === undefined ? {} : { record }),
      expr,
      labels: labels.size === 0 ? own : new Map([...labels, ...own]),
      annotations: textsOf(data, "annotations", path, report),
      for: durationAt(data, "for", path, report),
      keepFiringFor: durationAt(data, "keep_firing_for", path, report),
    },
  ];
}

function textsOf(data: unknown, key: string, path: Path, report: Report): ReadonlyMap<string, string> {
  const value = valueAt(data, [key]) ?? {};
  if (typeof value !== "object" || Array.isArray(value)) {
    report(refusedRule, [...path, key], { problem: `'${key}' are names with texts, ${key}: { name: text }` });
  }
  return textsAt(data, key);
}

function durationAt(data: unknown, key: string, path: Path, report: Report): number {
  const text = textAt(data, key);
  if (text === undefined || /^0[a-z]*$/.test(text)) return 0;
  const duration = parseDuration(text);
  if (duration === undefined)
    report(refusedRule, [...path, key], { problem: `'${text}' is no duration, such as 5m or 1h30m` });
  return duration ?? 0;
}

function unknownKeys(data: unknown, known: readonly string[], path: Path, what: string, report: Report): void {
  if (typeof data !== "object" || data === null) return;
  for (const key of Object.keys(data).filter((one) => !known.includes(one))) {
    const meant = nearest(key, known);
    const problem = `${what} has no '${key}'`;
    report(
      refusedRule,
      { path: [...path, key], part: "key" },
      { problem, ...(meant === undefined ? {} : { meant: `did you mean '${meant}'?` }) },
    );
  }
}

/** How people call a rule. */
export function nameOf({ alert, record }: Pick<Rule, "alert" | "record">): string {
  return alert ?? record ?? "";
}
