import { brokenTemplate, emptyField } from "../../diagnostics/codes/files.ts";
import type { Path, Place } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import type { Report } from "./document.ts";
import { BUILT_IN, declaredIn, KEYWORDS, OPENING, readTemplate, type Template, type Word } from "./go-template.ts";
import { elementOf, FIELDS, OF_SETS, stepsOf, type Type, typeOf } from "./notification-types.ts";

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

/** What in the texts of notifications can't be filled in, or shows what no alert has. */
export function notificationMistakes(texts: readonly Notification[], shown: Shown | undefined, report: Report): void {
  const parsed = texts.map((one) => new Reader(one, shown, report));
  const defined = new Set(parsed.flatMap((reader) => reader.defined));
  const dots = new Map<string, Type>();
  // Twice: what a template hands on is known once it is known what it is given.
  for (const _ of [1, 2]) {
    for (const reader of parsed) reader.calls(dots);
  }
  // What nobody calls is called by Alertmanager, unless a misspelt call was meant for it.
  const isAnyMissing = [...dots.keys()].some((name) => isMissing(name, defined));
  for (const name of defined) if (!dots.has(name)) dots.set(name, isAnyMissing ? "any" : "data");
  for (const reader of parsed) reader.judge(dots, defined);
}

class Reader {
  readonly defined: readonly string[];
  readonly #template: Template;
  readonly #path: Path;
  readonly #shown: Shown | undefined;
  readonly #report: Report;

  constructor({ text, path }: Notification, shown: Shown | undefined, report: Report) {
    this.#template = readTemplate(text);
    this.#path = path;
    this.#shown = shown;
    this.#report = report;
    this.defined = this.#template.actions.flatMap(({ words: [keyword, name] }) =>
      keyword !== undefined && DEFINING.has(keyword.text) ? [unquoted(name)] : [],
    );
  }

  /** Notes what each template is called with; two different things make anything of it. */
  calls(dots: Map<string, Type>): void {
    this.#walk(dots, ([keyword, name, ...given], { dot }) => {
      if (keyword === undefined || !CALLING.has(keyword.text)) return;
      const type = given.length > 0 ? typeOf(given, dot) : "any";
      const before = dots.get(unquoted(name));
      dots.set(unquoted(name), before === undefined || before === type ? type : "any");
    });
  }

  judge(dots: ReadonlyMap<string, Type>, defined: ReadonlySet<string>): void {
    const { unclosed } = this.#template;
    if (unclosed !== undefined) this.#broken("there is no end of", braces(unclosed), []);
    const variables = new Set<string>(["$"]);
    const left = this.#walk(dots, (words, scope) => {
      this.#call(words, defined);
      for (const name of declaredIn(words)) variables.add(name);
      for (const [index, word] of words.entries()) this.#word(word, words[index - 1], scope, variables);
    });
    if (left > 0) this.#broken("there is no {{ end }} of", braces(0), []);
  }

  /** Visits each action with what the dot is there; gives how many of what was opened stays open. */
  #walk(dots: ReadonlyMap<string, Type>, visit: (words: readonly Word[], scope: Scope) => void): number {
    const stack: Scope[] = [];
    let now: Scope = { dot: "data", root: "data" };
    for (const { words } of this.#template.actions) {
      visit(words, now);
      const [keyword] = words;
      if (keyword?.text === "end") now = stack.pop() ?? now;
      if (keyword === undefined || !OPENING.has(keyword.text)) continue;
      stack.push(now);
      now = within(words, now, dots);
    }
    return stack.length;
  }

  #call([keyword, name]: readonly Word[], defined: ReadonlySet<string>): void {
    if (keyword?.text !== "template" || name === undefined || !isMissing(unquoted(name), defined)) return;
    this.#broken("there is no template", { ...name, text: unquoted(name) }, [...defined]);
  }

  #word(word: Word, before: Word | undefined, { dot, root }: Scope, variables: ReadonlySet<string>): void {
    if (word.kind === "identifier" && !KEYWORDS.has(word.text) && !FUNCTIONS.includes(word.text)) {
      this.#broken("there is no function", word, FUNCTIONS);
    } else if (word.kind === "field" && before?.text !== ")") this.#fields(word, dot, 0);
    else if (word.kind === "variable") this.#variable(word, root, variables);
  }

  #variable(word: Word, root: Type, variables: ReadonlySet<string>): void {
    const [name = ""] = word.text.split(".");
    if (!variables.has(name)) this.#broken("there is no variable", word, [...variables]);
    else if (name === "$") this.#fields(word, root, 1);
  }

  #fields(word: Word, from: Type, offset: number): void {
    let type = from;
    let start = word.start + offset;
    for (const text of stepsOf(word.text.slice(offset))) {
      const place = { text, start: start + 1, end: start + 1 + text.length };
      start = place.end;
      const fields = FIELDS[type];
      if (type === "labels" || type === "annotations") this.#key(place, type);
      if (fields === undefined) return;
      if (!Object.hasOwn(fields, text)) this.#broken("there is no field", place, Object.keys(fields));
      type = fields[text] ?? "any";
    }
  }

  #key(place: Part, of: "labels" | "annotations"): void {
    const known = this.#shown?.[of] ?? [];
    // Alerts from elsewhere may have it; what looks like a slip isn't from elsewhere.
    if (OF_SETS.has(place.text) || known.includes(place.text) || nearest(place.text, known) === undefined) return;
    const data = { field: place.text, of: of === "labels" ? "label" : "annotation", known } as const;
    this.#report(emptyField, this.#at(place), data);
  }

  #broken(what: string, word: Part, known: readonly string[]): void {
    this.#report(brokenTemplate, this.#at(word), { what, found: word.text, known });
  }

  #at({ start, end }: Part): Place {
    return { path: this.#path, span: { start, end } };
  }
}

type Part = Pick<Word, "text" | "start" | "end">;

interface Scope {
  readonly dot: Type;
  /** What the template itself was given: `$`. */
  readonly root: Type;
}

const DEFINING = new Set(["define", "block"]);
const CALLING = new Set(["template", "block"]);

/** What the dot is inside of what an action opens. */
function within(words: readonly Word[], now: Scope, dots: ReadonlyMap<string, Type>): Scope {
  const keyword = words[0]?.text ?? "";
  if (DEFINING.has(keyword)) {
    const given = dots.get(unquoted(words[1])) ?? "data";
    return { dot: given, root: given };
  }
  if (keyword === "if") return now;
  const type = typeOf(words.slice(1), now.dot);
  return { ...now, dot: keyword === "range" ? elementOf(type) : type };
}

function braces(start: number): Part {
  return { text: "{{", start, end: start + 2 };
}

function unquoted(word: Word | undefined): string {
  return word?.text.slice(1, -1) ?? "";
}

// Alertmanager brings templates of its own: `slack.default.title`, `__subject`.
function isMissing(name: string, defined: ReadonlySet<string>): boolean {
  return !defined.has(name) && !/\.default\.|^__/.test(name);
}
