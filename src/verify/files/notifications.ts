import { brokenTemplate, emptyField } from "../../diagnostics/codes/files.ts";
import type { Path, Place } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import type { Report } from "./document.ts";
import { BUILT_IN, KEYWORDS, readTemplate, type Word } from "./go-template.ts";

/** A text that Alertmanager fills in: a file of templates, or a field of a receiver. */
export interface Notification {
  readonly text: string;
  readonly path: Path;
}

/** What alerts have, for those who show it; undefined where nothing is known of them. */
export interface Shown {
  readonly labels: readonly string[];
  readonly annotations: readonly string[];
}

const FUNCTIONS: readonly string[] = [
  ...BUILT_IN,
  "toUpper",
  "toLower",
  "title",
  "trimSpace",
  "join",
  "match",
  "safeHtml",
  "safeUrl",
  "urlUnescape",
  "reReplaceAll",
  "stringSlice",
  "date",
  "tz",
  "now",
  "since",
  "humanizeDuration",
  "toDate",
  "mustToDate",
  "toJson",
  "routeLabels",
  "list",
  "dict",
  "append",
];

type Type = "data" | "alerts" | "alert" | "labels" | "annotations" | "any" | "other";

/** The fields of what templates are given, and what each holds. */
const FIELDS: Readonly<Partial<Record<Type, Readonly<Record<string, Type>>>>> = {
  data: {
    Receiver: "other",
    Status: "other",
    Alerts: "alerts",
    NotificationReason: "other",
    GroupLabels: "labels",
    CommonLabels: "labels",
    CommonAnnotations: "annotations",
    RouteLabels: "any",
    ExternalURL: "other",
  },
  alerts: { Firing: "alerts", Resolved: "alerts" },
  alert: {
    Status: "other",
    Labels: "labels",
    Annotations: "annotations",
    StartsAt: "any",
    EndsAt: "any",
    GeneratorURL: "other",
    Fingerprint: "other",
  },
};

/** Methods of label sets, which aren't labels. */
const OF_SETS = new Set(["SortedPairs", "Remove", "Names", "Values"]);

/** What in the texts of notifications can't be filled in, or shows what no alert has. */
export function notificationMistakes(texts: readonly Notification[], shown: Shown | undefined, report: Report): void {
  const parsed = texts.map((one) => new Reader(one, shown, report));
  const defined = new Set(parsed.flatMap(({ defined: own }) => [...own.keys()]));
  const dots = new Map<string, Type>();
  // Twice: what a template hands on is known once it is known what it is given.
  for (const _ of [1, 2]) {
    for (const reader of parsed) reader.calls(dots);
  }
  for (const reader of parsed) reader.judge(dots, defined);
}

class Reader {
  readonly defined = new Map<string, number>();
  readonly #notification: Notification;
  readonly #shown: Shown | undefined;
  readonly #report: Report;

  constructor(notification: Notification, shown: Shown | undefined, report: Report) {
    this.#notification = notification;
    this.#shown = shown;
    this.#report = report;
    for (const { words } of readTemplate(notification.text).actions) {
      const [keyword, name] = words;
      if (keyword?.text === "define" || keyword?.text === "block") this.defined.set(unquoted(name), keyword.start);
    }
  }

  /** Notes what each template is called with; two different things make anything of it. */
  calls(dots: Map<string, Type>): void {
    this.#walk(dots, (words, dot) => {
      const [keyword, name] = words;
      if (keyword?.text !== "template" && keyword?.text !== "block") return;
      const given = words.length > 2 ? typeOf(words.slice(2), dot) : "any";
      const before = dots.get(unquoted(name));
      dots.set(unquoted(name), before === undefined || before === given ? given : "any");
    });
  }

  judge(dots: ReadonlyMap<string, Type>, defined: ReadonlySet<string>): void {
    const { text } = this.#notification;
    const { unclosed } = readTemplate(text);
    if (unclosed !== undefined)
      this.#broken("there is no end of", { text: "{{", start: unclosed, end: unclosed + 2 }, []);
    const variables = new Set<string>(["$"]);
    const left = this.#walk(dots, (words, dot, root) => {
      const [keyword, name] = words;
      if (keyword?.text === "template" && name !== undefined && isMissing(unquoted(name), defined)) {
        this.#broken("there is no template", { ...name, text: unquoted(name) }, [...defined]);
      }
      for (const [index, word] of words.entries()) {
        if (words[index + 1]?.text === ":=" || words[index + 3]?.text === ":=") variables.add(word.text);
        this.#word(word, dot, root, variables, words[index - 1]?.text === "." || words[index - 1]?.text === ")");
      }
    });
    if (left > 0) this.#broken("there is no {{ end }} of", { text: "{{", start: 0, end: 2 }, []);
  }

  /** Visits each action with what the dot is there; gives how many of what was opened stays open. */
  #walk(dots: ReadonlyMap<string, Type>, visit: (words: readonly Word[], dot: Type, root: Type) => void): number {
    const stack: { readonly dot: Type; readonly root: Type }[] = [];
    let now: { readonly dot: Type; readonly root: Type } = { dot: "data", root: "data" };
    for (const { words } of readTemplate(this.#notification.text).actions) {
      const [keyword, name] = words;
      visit(words, now.dot, now.root);
      if (keyword?.text === "end") now = stack.pop() ?? now;
      if (keyword === undefined || !["if", "range", "with", "define", "block"].includes(keyword.text)) continue;
      stack.push(now);
      if (keyword.text === "range") now = { ...now, dot: elementOf(typeOf(words.slice(1), now.dot)) };
      if (keyword.text === "with") now = { ...now, dot: typeOf(words.slice(1), now.dot) };
      if (keyword.text === "define" || keyword.text === "block") {
        const given = dots.get(unquoted(name)) ?? "data";
        now = { dot: given, root: given };
      }
    }
    return stack.length;
  }

  #word(word: Word, dot: Type, root: Type, variables: ReadonlySet<string>, isChained: boolean): void {
    if (word.kind === "identifier" && !KEYWORDS.has(word.text) && !FUNCTIONS.includes(word.text)) {
      this.#broken("there is no function", word, FUNCTIONS);
    }
    const [variable = ""] = word.kind === "variable" ? word.text.split(".") : [];
    if (variable !== "" && !variables.has(variable)) this.#broken("there is no variable", word, [...variables]);
    if (isChained) return;
    if (word.kind === "field") this.#fields(word, dot, 0);
    else if (variable === "$") this.#fields(word, root, 1);
  }

  #fields(word: Word, from: Type, offset: number): void {
    let type = from;
    let start = word.start + offset;
    for (const name of word.text.slice(offset).split(".").slice(1)) {
      const place = { text: name, start: start + 1, end: start + 1 + name.length };
      start = place.end;
      if (name === "") return;
      const fields = FIELDS[type];
      if (type === "labels" || type === "annotations") this.#key(place, type);
      if (fields === undefined) return;
      if (!Object.hasOwn(fields, name)) this.#broken("there is no field", place, Object.keys(fields));
      type = fields[name] ?? "any";
    }
  }

  #key(place: Pick<Word, "text" | "start" | "end">, of: "labels" | "annotations"): void {
    const known = this.#shown?.[of] ?? [];
    if (OF_SETS.has(place.text) || known.length === 0 || known.includes(place.text)) return;
    // Alerts from elsewhere may have it; what looks like a slip isn't from elsewhere.
    if (nearest(place.text, known) === undefined) return;
    const data = { field: place.text, of: of === "labels" ? "label" : "annotation", known } as const;
    this.#report(emptyField, this.#at(place), data);
  }

  #broken(what: string, word: Pick<Word, "text" | "start" | "end">, known: readonly string[]): void {
    this.#report(brokenTemplate, this.#at(word), { what, found: word.text, known });
  }

  #at({ start, end }: Pick<Word, "start" | "end">): Place {
    return { path: this.#notification.path, span: { start, end } };
  }
}

function unquoted(word: Word | undefined): string {
  return word?.text.slice(1, -1) ?? "";
}

// Alertmanager brings templates of its own: `slack.default.title`, `__subject`.
function isMissing(name: string, defined: ReadonlySet<string>): boolean {
  return !defined.has(name) && !/\.default\.|^__/.test(name);
}

/** What a pipeline gives, where it is a mere field. */
function typeOf(words: readonly Word[], dot: Type): Type {
  const value = words.slice(words.findLastIndex(({ text }) => text === ":=") + 1);
  const [first, ...rest] = value;
  if (first?.kind !== "field" || rest.length > 0) return "any";
  let type = dot;
  for (const name of first.text.split(".").slice(1)) {
    if (name !== "") type = FIELDS[type]?.[name] ?? (type === "labels" || type === "annotations" ? "other" : "any");
  }
  return type;
}

function elementOf(type: Type): Type {
  return type === "alerts" ? "alert" : "any";
}
