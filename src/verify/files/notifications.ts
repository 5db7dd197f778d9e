import { brokenTemplate, emptyField } from "../../diagnostics/codes/files.ts";
import { unusedTemplate } from "../../diagnostics/codes/routing.ts";
import type { Path } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import { calledBy, checkTemplate, type TemplateProblem } from "../../routing/template/check.ts";
import { DEFAULT_TEMPLATES } from "../../routing/template/defaults.ts";
import { parseTemplate } from "../../routing/template/parse.ts";
import { type Defined, type Span, TemplateError, type Templates } from "../../routing/template/tree.ts";
import type { Report } from "./document.ts";

/** A text that Alertmanager fills in: a file of templates, or a field of a receiver. */
export interface Notification {
  readonly text: string;
  readonly path: Path;
  /** Whether it is a file, whose templates are called from elsewhere. */
  readonly isFile?: true;
}

/** What alerts have, for those who show it; undefined where nothing is known of them. */
export interface Shown {
  readonly labels: readonly string[];
  readonly annotations: readonly string[];
}

interface Read extends Templates {
  readonly notification: Notification;
}

/** What in the texts of notifications can't be filled in, shows what no alert has, or is never used. */
export function notificationMistakes(texts: readonly Notification[], shown: Shown | undefined, report: Report): void {
  const read = texts.flatMap((one) => readOne(one, report));
  const all: All = new Map(
    read.flatMap((one) => [...one.defined].map(([name, defined]) => [name, { ...defined, one }] as const)),
  );
  const judge = judgeOf(all, shown, report);
  for (const one of read) judge(one.main, one, "data");
  const mains = read.map(({ main }) => main);
  const bodies = [...all.values()].map(({ body }) => body);
  const inner = calledBy([...mains, ...bodies], all);
  // Where no receiver's texts are here, theirs most likely call it with the notification's data, unless a call is misspelt.
  const isAlone = read.every(({ notification }) => notification.isFile === true);
  const isMisspelt = [...inner].some((name) => !all.has(name) && !DEFAULT_TEMPLATES.has(name));
  for (const [name, { body, one }] of all) {
    if (!inner.has(name)) judge(body, one, isAlone && !isMisspelt ? "data" : "unknown");
  }
  if (!isAlone) reportUnused(all, calledBy(mains, all), report);
}

type All = ReadonlyMap<string, Defined & { readonly one: Read }>;

/** Judges one text after the other, and tells what is wrong in the templates that they share once. */
function judgeOf(all: All, shown: Shown | undefined, report: Report) {
  const told = new Set<string>();
  const known = { defined: all, ...namesOf("labels", shown), ...namesOf("annotations", shown) };
  return (nodes: Templates["main"], { notification }: Read, given: "data" | "unknown"): void => {
    for (const problem of checkTemplate(nodes, known, given)) {
      const within = problem.within === undefined ? undefined : all.get(problem.within);
      const { path } = within?.one.notification ?? notification;
      const key = `${JSON.stringify(path)} ${problem.span.start}`;
      if (!told.has(key)) reportProblem(problem, path, report);
      told.add(key);
    }
  };
}

function namesOf(of: keyof Shown, shown: Shown | undefined): Partial<Shown> {
  const names = shown?.[of] ?? [];
  return names.length === 0 ? {} : { [of]: names };
}

function readOne(notification: Notification, report: Report): readonly Read[] {
  try {
    return [{ ...parseTemplate(notification.text), notification }];
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const span = { start: error.offset, end: error.offset + 2 };
    const found = notification.text.slice(span.start, span.end) || "the end";
    report(brokenTemplate, { path: notification.path, span }, { what: `${error.message}:`, found, known: [] });
    return [];
  }
}

const WHAT: Readonly<Record<TemplateProblem["problem"], string>> = {
  "unknown field": "there is no field",
  "unknown template": "there is no template",
  "unknown function": "there is no function",
  "unknown variable": "there is no variable",
  "unknown label": "label",
  "unknown annotation": "annotation",
};

function reportProblem({ problem, name, span, known, of }: TemplateProblem, path: Path, report: Report): void {
  const place = { path, span };
  if (problem === "unknown label" || problem === "unknown annotation") {
    // Alerts from elsewhere may have it; what looks like a slip isn't from elsewhere.
    if (nearest(name, known) === undefined) return;
    report(emptyField, place, { field: name, of: problem === "unknown label" ? "label" : "annotation", known });
  } else {
    const where = problem === "unknown field" && known.length === 0 ? `${of} has no field` : WHAT[problem];
    report(brokenTemplate, place, { what: where, found: name, known });
  }
}

// A file of which more than a third isn't used is a library.
function reportUnused(all: All, called: ReadonlySet<string>, report: Report): void {
  const unused = [...all].filter(([name]) => !called.has(name));
  for (const [template, { span, one }] of unused) {
    const among = unused.filter(([, other]) => other.one === one).length;
    if (among * 3 > one.defined.size) continue;
    report(unusedTemplate, { path: one.notification.path, span: withoutQuotes(span) }, { template });
  }
}

function withoutQuotes({ start, end }: Span): Span {
  return { start: start + 1, end: end - 1 };
}
