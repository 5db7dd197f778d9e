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
  for (const link of whole) slipIn(link, whole, pages, report);
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

interface Slip {
  readonly problem: string;
  readonly found: string;
  readonly meant: string;
}

function slipIn(link: Link, all: readonly Link[], pages: ReadonlySet<string>, report: Report): void {
  const others = all.filter((one) => one !== link);
  const name = pages.size > 0 && link.steps.length > 1 ? slipInPage(link, pages) : slipInName(link, all, others);
  for (const { problem, found, meant } of [...slipsInSteps(link, others), ...name]) {
    const start = link.url.lastIndexOf(found);
    const path = [...link.rule.path, "annotations", link.key];
    const place: Place = { path, span: { start, end: start + found.length } };
    report(brokenRunbook, place, { problem, meant });
  }
}

// A host or a step that no other link has, and that is almost one that several have.
function slipsInSteps({ steps }: Link, others: readonly Link[]): readonly Slip[] {
  return steps.slice(0, -1).flatMap((found, index) => {
    const theirs = others.flatMap((one) => one.steps[index] ?? []);
    const usual = theirs.filter((one, i) => theirs.indexOf(one) !== i);
    const meant = theirs.includes(found) ? undefined : nearest(found, usual);
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

function slipInName({ rule, steps }: Link, all: readonly Link[], others: readonly Link[]): readonly Slip[] {
  const found = steps.at(-1) ?? "";
  const meant = nameOf(rule);
  const isNamed = (one: Link): boolean => plain(one.steps.at(-1) ?? "") === plain(nameOf(one.rule));
  const isShared = others.some((one) => plain(one.steps.at(-1) ?? "") === plain(found));
  if (all.filter(isNamed).length < ENOUGH || isShared || plain(found) === plain(meant)) return [];
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
