import type { Edit } from "./edit.ts";
import { type Stack, sortOf } from "./stack.ts";

/** Where routes stand in an order: one of them decides what comes to those after it. */
const ROUTES = /^route:[\s\S]*?(?=^\w)/m;

/** What begins a declaration, by the kind of file. */
const BEGINS = {
  typescript: /^(?:export )?(?:const|default) .*/,
  yaml: /^(?: {2}[\w:-]+:|\w+:)/,
  rules: /^ {6}- (?:alert|record):|^ {2}- name:/,
  alertmanager: /^\s*- (?:name|receiver|matchers|source_matchers|target_matchers|weekdays|times)\b|^\w+:/,
  templates: /^\{\{ define /,
  dashboards: /^ {4}\{|^ {6}\{|^ {2}"\w+":/,
} as const;

interface Lines {
  readonly from: number;
  readonly to: number;
}

/** The lines of each declaration of a file, counted from 1; a new one begins where the one before ends. */
function declarations(file: string, text: string): readonly Lines[] {
  const sort = sortOf(file);
  const lines = text.split("\n");
  const begins = lines.flatMap((line, index) => (sort === undefined || BEGINS[sort].test(line) ? [index + 1] : []));
  return begins.map((from, index) => ({ from, to: (begins[index + 1] ?? lines.length + 1) - 1 }));
}

/** Where findings count: the declarations that an edit changed, and those that use what they are called. */
export function placesOf(before: Stack, after: Stack, edits: readonly Edit[]): (file: string, line: number) => boolean {
  const places = new Map<string, Lines[]>();
  const add = (file: string, lines: Lines): void => void places.set(file, [...(places.get(file) ?? []), lines]);
  const names = new Set<string>();
  for (const edit of edits) {
    const old = before.get(edit.file) ?? "";
    const shift = edits.reduce(
      (sum, one) =>
        one.file === edit.file && one.start < edit.start ? sum + one.text.length - (one.end - one.start) : sum,
      0,
    );
    const text = after.get(edit.file) ?? "";
    const from = lineAt(text, edit.start + shift);
    const to = lineAt(text, edit.start + shift + edit.text.length);
    for (const lines of declarations(edit.file, text)) {
      if (lines.to < from || lines.from > to) continue;
      add(edit.file, lines);
      for (const name of namesIn(
        text
          .split("\n")
          .slice(lines.from - 1, lines.to)
          .join("\n"),
      ))
        names.add(name);
    }
    for (const name of namesIn(old.slice(edit.start, edit.end))) names.add(name);
    for (const name of namesIn(`- record: ${old.slice(edit.start, edit.end)}`)) names.add(name);
  }
  for (const { file, start } of edits) {
    const text = after.get(file) ?? "";
    const [routes = ""] = ROUTES.exec(text) ?? [];
    const from = text.indexOf(routes);
    if (sortOf(file) !== "alertmanager" || start < from || start > from + routes.length) continue;
    add(file, { from: lineAt(text, from), to: lineAt(text, from + routes.length) - 1 });
  }
  for (const [file, text] of after) {
    const lines = text.split("\n");
    for (const range of declarations(file, text)) {
      const own = lines.slice(range.from - 1, range.to).join("\n");
      if ([...names].some((name) => own.includes(name))) add(file, range);
    }
  }
  return (file, line) => places.get(file)?.some(({ from, to }) => line >= from && line <= to) ?? false;
}

const NAMES =
  /(?:const|alert:|record:|name:|receiver:|define) "?([\w:.-]{4,})|^ {2}([\w:-]{4,}):|\("([A-Z]\w+|\w+:\w+:\w+)"/gm;

/** What a text declares, under which others use it. */
function namesIn(text: string): readonly string[] {
  return [...text.matchAll(NAMES)].flatMap(([, a, b, c]) => [a, b, c].filter((name) => name !== undefined));
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
