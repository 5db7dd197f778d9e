import { brokenRunbook } from "../../diagnostics/codes/files.ts";
import type { Place } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import type { Report } from "./document.ts";
import { nameOf, type Rule } from "./rules.ts";

const KEYS = ["runbook_url", "runbook", "runbook_uri"];

interface Link {
  readonly rule: Rule;
  readonly key: string;
  readonly url: string;
  /** The host and the steps of the path, the fragment last. */
  readonly steps: readonly string[];
}

/**
 * Links to runbooks that can't be right: no address at all, or one whose host, path or name is a slip of what the others
 * have. `pages` are the runbooks that are among the files, by name without the ending.
 */
export function runbookMistakes(rules: readonly Rule[], pages: ReadonlySet<string>, report: Report): void {
  const links = rules.flatMap(linksOf);
  for (const { rule, key, url } of links) {
    if (/^https?:\/\/[\w.-]+(:\d+)?(\/|$)/.test(url)) continue;
    report(brokenRunbook, [...rule.path, "annotations", key], {
      problem: `'${url}' is no address: expected https://host/path`,
    });
  }
  const whole = links.filter(({ url }) => url.includes("://"));
  const counted = countsOf(whole);
  for (const link of whole) slipIn(link, counted, pages, report);
}

function linksOf(rule: Rule): readonly Link[] {
  return KEYS.flatMap((key) => {
    const url = rule.annotations.get(key) ?? "";
    // A text with spaces is a runbook itself; what is filled in isn't known.
    if (url === "" || /\s|\{\{/.test(url)) return [];
    const steps = url
      .replace(/^[a-z]+:\/\//, "")
      .split(/[/#]/)
      .filter((step) => step !== "");
    return [{ rule, key, url, steps }];
  });
}

/** How often each step stands at its place in all links, and each last one, in its plain form. */
interface Counted {
  readonly steps: readonly ReadonlyMap<string, number>[];
  readonly names: ReadonlyMap<string, number>;
  /** How many links end with their alert's name. */
  readonly named: number;
}

function countsOf(links: readonly Link[]): Counted {
  const steps: Map<string, number>[] = [];
  const names = new Map<string, number>();
  for (const { steps: own } of links) {
    for (const [index, step] of own.entries()) {
      const counts = steps[index] ?? new Map<string, number>();
      steps[index] = counts;
      count(counts, step);
    }
    count(names, plain(own.at(-1) ?? ""));
  }
  return { steps, names, named: links.filter(isNamed).length };
}

function count(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

function isNamed({ rule, steps }: Link): boolean {
  return plain(steps.at(-1) ?? "") === plain(nameOf(rule));
}

interface Slip {
  readonly problem: string;
  readonly found: string;
  readonly meant: string;
}

function slipIn(link: Link, counted: Counted, pages: ReadonlySet<string>, report: Report): void {
  const name = pages.size > 0 && link.steps.length > 1 ? slipInPage(link, pages) : slipInName(link, counted);
  for (const { problem, found, meant } of [...slipsInSteps(link, counted), ...name]) {
    const start = link.url.lastIndexOf(found);
    const path = [...link.rule.path, "annotations", link.key];
    const place: Place = { path, span: { start, end: start + found.length } };
    report(brokenRunbook, place, { problem, meant });
  }
}

// A host or a step that no other link has, and that is almost one that several have.
function slipsInSteps({ steps }: Link, counted: Counted): readonly Slip[] {
  return steps.slice(0, -1).flatMap((found, index) => {
    const counts = counted.steps[index] ?? new Map<string, number>();
    if (counts.get(found) !== 1) return [];
    const usual = [...counts].flatMap(([step, times]) => (times > 1 ? [step] : []));
    const meant = nearest(found, usual);
    return meant === undefined
      ? []
      : [{ problem: `no other link has '${found}', several have '${meant}'`, found, meant }];
  });
}

function slipInPage({ steps }: Link, pages: ReadonlySet<string>): readonly Slip[] {
  const found = steps.at(-1) ?? "";
  const isThere = [...pages].some((page) => plain(page) === plain(found));
  const meant = isThere ? undefined : nearest(found, pages);
  return meant === undefined ? [] : [{ problem: `there is no runbook '${found}'`, found, meant }];
}

/** How many links must end with their alert's name, for it to be the rule. */
const ENOUGH = 3;

function slipInName(link: Link, { names, named }: Counted): readonly Slip[] {
  const found = link.steps.at(-1) ?? "";
  const meant = nameOf(link.rule);
  if (named < ENOUGH || names.get(plain(found)) !== 1 || isNamed(link)) return [];
  if (nearest(plain(found), [plain(meant)]) === undefined) return [];
  return [{ problem: `the other links end with their alert's name, this one with '${found}'`, found, meant }];
}

// Some write DiskFull, some disk-full, some #alert-name-diskfull.
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/\.(md|html)$/, "")
    .replace(/^alert-?name-?/, "")
    .replace(/[^a-z0-9]/g, "");
}
