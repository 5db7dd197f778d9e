import { withoutLongQuotes } from "./clipped.ts";
import { dataWithoutSecrets, withoutSecrets } from "./secrets.ts";

/** How much a finding matters: an error stops the build, the others don't. */
export type Severity = "error" | "warning" | "info";

/** A range in an author's file. Lines and columns count from 1, columns in UTF-16 units, the end is exclusive. */
export interface Position {
  /** Relative to the project's root, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** Steps from the root of a declaration to a node in it. */
export type Path = readonly (string | number)[];

/** A place in a declaration, before anybody knows where its file and line are. */
export interface Place {
  readonly path: Path;
  /** The name of the property rather than its value; or where the value is used, which may be made elsewhere. */
  readonly part?: "key" | "use";
  /** Offsets inside the text found at `path`, where that is a text. */
  readonly span?: { readonly start: number; readonly end: number };
  /** The position itself, where it is no node of the declaration: the second of two of a name. */
  readonly position?: Position;
}

/** What a finding knows: plain values, from which its texts are derived. */
export type Data = object;

/** One kind of finding: a code for people, a name for files and suppressions, and texts as functions of its data. */
export interface Kind<D extends Data = Data> {
  readonly code: `MG${number}`;
  readonly name: `${string}/${string}`;
  readonly severity: Severity;
  /** The cause in one line, the same for every finding of the kind. */
  readonly title: string;
  /** Why this is a mistake here: what was found, what was expected. */
  reason(data: D): string;
  /** What to type next. */
  suggestion?(data: D): string | undefined;
}

/** Declares a kind of finding; the type of its data follows from `reason`. */
export function kind<D extends Data>(definition: Kind<D>): Kind<D> {
  return Object.freeze(definition);
}

/** A finding in a declaration: `locate` turns it into a Diagnostic. Texts are derived when they are read. */
export interface Finding {
  readonly kind: KindHead;
  readonly place: Place;
  readonly data: Data;
  readonly reason: string;
  readonly suggestion: string | undefined;
}

/** A finding with its position in the author's file. Its texts and its data have dots for what looks like a secret. */
export interface Diagnostic {
  readonly kind: KindHead;
  readonly at: Position;
  readonly data: Data;
  readonly reason: string;
  readonly suggestion: string | undefined;
}

/** What is the same for all findings of a kind. */
export type KindHead = Pick<Kind, "code" | "name" | "severity" | "title">;

class Derived<D extends Data> {
  readonly kind: Kind<D>;
  readonly data: D;

  constructor(kind: Kind<D>, data: D) {
    this.kind = kind;
    this.data = data;
  }

  get reason(): string {
    return withoutLongQuotes(this.kind.reason(this.data), this.data);
  }

  get suggestion(): string | undefined {
    const text = this.kind.suggestion?.(this.data);
    return text === undefined ? undefined : withoutLongQuotes(text, this.data);
  }
}

class FoundInDeclaration<D extends Data> extends Derived<D> implements Finding {
  readonly place: Place;

  constructor(kind: Kind<D>, place: Place, data: D) {
    super(kind, data);
    this.place = place;
  }
}

class FoundInFile implements Diagnostic {
  readonly at: Position;
  readonly #finding: Pick<Finding, "kind" | "data" | "reason" | "suggestion">;

  constructor(finding: Pick<Finding, "kind" | "data" | "reason" | "suggestion">, at: Position) {
    this.#finding = finding;
    this.at = at;
  }

  get kind(): KindHead {
    return this.#finding.kind;
  }

  get data(): Data {
    return Object(dataWithoutSecrets(this.#finding.data));
  }

  get reason(): string {
    return withoutSecrets(this.#finding.reason);
  }

  get suggestion(): string | undefined {
    const { suggestion } = this.#finding;
    return suggestion === undefined ? undefined : withoutSecrets(suggestion);
  }
}

/** A finding at a place of a declaration. */
export function finding<D extends Data>(kind: Kind<D>, place: Place | Path, data: D): Finding {
  return new FoundInDeclaration(kind, "path" in place ? place : { path: place }, data);
}

/** A finding whose file and line are known already. */
export function diagnostic<D extends Data>(kind: Kind<D>, at: Position, data: D): Diagnostic {
  return new FoundInFile(new Derived(kind, data), at);
}

/** Gives a finding the position of its place. */
export function located(finding: Finding, locate: (place: Place) => Position): Diagnostic {
  return new FoundInFile(finding, finding.place.position ?? locate(finding.place));
}

/** A position as text: `tenants/acme/alerts.ts:41:5`. */
export function shown({ file, line, column }: Position): string {
  return `${file}:${line}:${column}`;
}

/** Orders findings by file, line, column, code: the order in which they are shown. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.at.file, b.at.file) ||
    a.at.line - b.at.line ||
    a.at.column - b.at.column ||
    compareText(a.kind.code, b.kind.code) ||
    compareText(a.reason, b.reason)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
