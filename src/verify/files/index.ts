import { unknownFile } from "../../diagnostics/codes/files.ts";
import { foreignInhibition } from "../../diagnostics/codes/routing.ts";
import { type Finding, finding, type Path, type Place } from "../../diagnostics/diagnostic.ts";
import type { Program } from "../../program/program.ts";
import type { Expr } from "../../promql/syntax/ast.ts";
import { labelCatalogue } from "../../promql/types/catalogue.ts";
import { labelsOf } from "../../promql/types/labels.ts";
import { routingFindings } from "../proofs/routing/findings/index.ts";
import type { RaisedAlert } from "../proofs/routing/findings/raised.ts";
import { annotationMistakes } from "./annotations.ts";
import { type Readable, readableOf } from "./catalogue.ts";
import { queriesOf } from "./dashboards.ts";
import { type Document, listAt, type Report, type Sort, sortOf, valueAt } from "./document.ts";
import { inhibitionsWithoutTenant } from "./equalities.ts";
import { expressionFindings } from "./expressions.ts";
import { type Notification, notificationMistakes, type Shown } from "./notifications.ts";
import { duplicateRules, earlyRules } from "./order.ts";
import { authoredAt } from "./queries.ts";
import { raisedBy, raisedByTenants } from "./raised.ts";
import { type Rule, rulesOf } from "./rules.ts";
import { runbookMistakes } from "./runbooks.ts";
import { severityMistakes } from "./severities.ts";
import type { Statement } from "./statement.ts";
import { ownersOf, strayQueries, type Whose } from "./tenancy.ts";
import { mutedPages } from "./watch.ts";

export type { Document } from "./document.ts";

/** What files are judged against. */
export interface Setting {
  /** The tenants' programs; what none of them declares isn't there. */
  readonly programs: readonly Program[];
  /** Reads what no tenant's program reads. */
  readonly nobody: Program;
  /** The only tenant that the files are about. */
  readonly tenant?: string;
  /** Where something stands, in words: `rules/api.yaml:12`. */
  readonly told: (path: Path) => string;
}

/** What was found in files, and how many of each sort there are. */
export interface FilesJudged {
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<Sort, number>>;
  readonly rules: number;
}

/** Judges files that people wrote for Prometheus, Alertmanager and Grafana, together. Places begin with a file's name. */
export function judgeFiles(documents: readonly Document[], setting: Setting): FilesJudged {
  const judged = new Judged(documents, setting);
  judged.expressions();
  judged.rules();
  judged.routing();
  judged.notifications();
  return { findings: judged.findings, counts: judged.counts, rules: judged.rulesOfAll.length };
}

interface Sorted {
  readonly document: Document;
  readonly root: Path;
}

class Judged {
  readonly findings: Finding[] = [];
  readonly counts = { rules: 0, alertmanager: 0, dashboard: 0, template: 0, runbook: 0 };
  readonly rulesOfAll: readonly Rule[];
  readonly #setting: Setting;
  readonly #files: Readonly<Record<Sort, Sorted[]>> = {
    rules: [],
    alertmanager: [],
    dashboard: [],
    template: [],
    runbook: [],
  };
  readonly #statements: readonly Statement[];
  readonly #ofRules: readonly Statement[];
  readonly #label: string;
  readonly #owners: ReadonlyMap<Statement, Whose>;
  /** By tenant; of those that are nobody's under an empty name. */
  readonly #readable: ReadonlyMap<string, Readable>;

  constructor(documents: readonly Document[], setting: Setting) {
    this.#setting = setting;
    this.#label = (setting.programs[0] ?? setting.nobody).tenant.label;
    for (const document of documents) this.#sort(document);
    this.rulesOfAll = this.#files.rules.flatMap(({ document, root }) => rulesOf(document, root, this.#report));
    this.#ofRules = this.rulesOfAll.flatMap((rule) => {
      const authored = authoredAt(rule.expr, [...rule.path, "expr"], this.#report);
      const { file, path, labels } = rule;
      if (authored === undefined) return [];
      const role = rule.alert === undefined || isHeartbeat(authored.expr) ? "value" : "condition";
      return [{ file, path, labels, rule, role, authored }];
    });
    const queries = this.#files.dashboard.flatMap(({ document, root }) => queriesOf(document, root, this.#report));
    this.#statements = [...this.#ofRules, ...queries];
    this.#owners = ownersOf(this.#statements, this.#label, setting.tenant);
    const recordings = this.#ofRules.filter(({ rule }) => rule?.record !== undefined);
    const ofAll = readableOf(setting.programs, recordings, this.#label);
    const names = new Set([...this.#owners.values()].map(({ tenant }) => tenant));
    const own = [...names].map((name): [string, Readable] => {
      const isDeclared = setting.programs.some((program) => program.tenant.name === name);
      return [name, isDeclared ? readableOf(this.#programsOf(name), recordings, this.#label) : ofAll];
    });
    this.#readable = new Map([["", ofAll], ...own]);
  }

  readonly #report: Report = (kind, place, data) => this.findings.push(finding(kind, place, data));

  #sort(document: Document): void {
    const sorted = sortOf(document);
    if (sorted === undefined) {
      if (document.isFromFolder) return;
      const found = document.data === undefined ? "no template is defined in it" : "of its keys none is known";
      this.#report(unknownFile, [document.file], { found });
      return;
    }
    this.counts[sorted.sort]++;
    this.#files[sorted.sort].push({ document, root: sorted.root });
  }

  /** The programs that declare what a tenant's queries read; all of them for a tenant that nobody declares. */
  #programsOf(tenant: string): readonly Program[] {
    const own = this.#setting.programs.filter((program) => program.tenant.name === tenant);
    return own.length > 0 ? own : this.#setting.programs;
  }

  #readableOf(statement: Statement): Readable {
    const found = this.#readable.get(this.#owners.get(statement)?.tenant ?? "");
    return found ?? readableOf(this.#setting.programs, [], this.#label);
  }

  expressions(): void {
    const together = new Map<Readable, { readonly programs: readonly Program[]; readonly own: Statement[] }>();
    for (const statement of this.#statements) {
      const tenant = this.#owners.get(statement)?.tenant ?? "";
      const readable = this.#readableOf(statement);
      const { programs, own } = together.get(readable) ?? { programs: this.#programsOf(tenant), own: [] };
      own.push(statement);
      together.set(readable, { programs, own });
    }
    for (const [readable, { programs, own }] of together) {
      const { nobody } = this.#setting;
      const bases = { base: programs[0] ?? nobody, nobody };
      this.findings.push(...expressionFindings(own, bases, readable, programs.length > 0));
    }
    strayQueries(
      this.#statements,
      this.#owners,
      {
        label: this.#label,
        recorded: this.#recordedBy(),
        tenants: this.#setting.programs.map(({ tenant }) => tenant.name),
      },
      this.#report,
    );
  }

  /** For each recording the tenants whose rules record it. */
  #recordedBy(): ReadonlyMap<string, ReadonlySet<string>> {
    const recorded = new Map<string, Set<string>>();
    for (const statement of this.#ofRules) {
      const name = statement.rule?.record;
      if (name === undefined) continue;
      const by = recorded.get(name) ?? new Set();
      recorded.set(name, by.add(this.#owners.get(statement)?.tenant ?? ""));
    }
    return recorded;
  }

  rules(): void {
    const told = (rule: Rule): string => this.#setting.told(rule.path);
    earlyRules(this.#ofRules, told, this.#report);
    duplicateRules(this.#ofRules, told, this.#report);
    const pages = this.#files.runbook.map(({ document }) => document.file.replace(/^.*\/|\.md$/g, ""));
    runbookMistakes(this.rulesOfAll, new Set(pages), this.#report);
    severityMistakes(
      this.rulesOfAll,
      this.#files.alertmanager.map(({ document }) => document.text).join("\n"),
      this.#report,
    );
    const labelsKnown = new Map<Readable, ReadonlySet<string>>();
    for (const statement of this.#ofRules) {
      const readable = this.#readableOf(statement);
      const { series } = readable;
      const known = labelsKnown.get(readable) ?? labelNamesOf(series);
      labelsKnown.set(readable, known);
      const labels = labelsOf(statement.authored.expr, labelCatalogue(series));
      if (statement.rule !== undefined) annotationMistakes(statement.rule, { labels, known }, this.#report);
    }
  }

  #raised(): readonly RaisedAlert[] {
    const own = this.#ofRules.flatMap((one) => raisedBy(one, this.#readableOf(one).series) ?? []);
    return [...own, ...raisedByTenants(this.#setting.programs, own.length > 0)];
  }

  routing(): void {
    const alerts = this.#raised();
    for (const { document, root } of this.#files.alertmanager) {
      const data = valueAt(document.data, root.slice(1));
      for (const found of routingFindings(data, alerts, { tenantLabel: this.#label })) {
        const { kind, data: of, reason, suggestion, place } = found;
        const moved = this.#placeOfAlert(of) ?? { ...place, path: [...root, ...place.path] };
        this.findings.push({ kind, data: of, reason, suggestion, place: moved });
      }
      mutedPages(data, root, alerts, this.#report);
      if (!this.findings.some(({ kind, place }) => kind === foreignInhibition && place.path[0] === document.file)) {
        inhibitionsWithoutTenant(data, root, this.#label, this.#report);
      }
    }
  }

  // What is wrong with one alert is mended where its rule stands.
  #placeOfAlert(data: object): Place | undefined {
    if ("others" in data) return undefined;
    if (!("alert" in data && "why" in data) && !("alert" in data && "label" in data)) return undefined;
    const rule = this.rulesOfAll.find(({ alert }) => alert === data.alert);
    if (rule === undefined) return undefined;
    const label = "label" in data ? String(data.label) : "";
    return { path: rule.labels.has(label) ? [...rule.path, "labels", label] : [...rule.path, "alert"] };
  }

  notifications(): void {
    const texts = [
      ...this.#files.template.map(
        ({ document, root }): Notification => ({ text: document.text, path: root, isFile: true }),
      ),
      ...this.#files.alertmanager.flatMap(({ document, root }) => textsOf(document, root)),
    ];
    const areWhole = this.#files.template.length > 0 || this.#files.alertmanager.length === 0;
    notificationMistakes(texts, this.#shown(), (kind, place, data) => {
      // Where the files of templates weren't given, nobody knows which there are.
      const isOfMissingFile = !areWhole && "what" in data && data.what === "there is no template";
      if (!isOfMissingFile) this.#report(kind, place, data);
    });
  }

  #shown(): Shown | undefined {
    const rules = this.rulesOfAll.filter(({ alert }) => alert !== undefined);
    if (rules.length === 0) return undefined;
    const labels = this.#raised().flatMap((alert) => Object.keys(alert.labels));
    const annotations = rules.flatMap((rule) => [...rule.annotations.keys()]);
    return { labels: [...new Set(labels)], annotations: [...new Set(annotations)] };
  }
}

// An alert on `vector(1)` shall fire all the time.
function isHeartbeat(expr: Expr): boolean {
  return expr.kind === "paren" ? isHeartbeat(expr.expr) : expr.kind === "call" && expr.name === "vector";
}

/** The texts of receivers that Alertmanager fills in. */
function textsOf({ data }: Document, root: Path): readonly Notification[] {
  const receivers = listAt(data, ...root.slice(1), "receivers") ?? [];
  return receivers.flatMap((receiver, index) => stringsIn(receiver, [...root, "receivers", index]));
}

function stringsIn(value: unknown, path: Path): readonly Notification[] {
  if (typeof value === "string") return value.includes("{{") ? [{ text: value, path }] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    stringsIn(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function labelNamesOf(series: Readable["series"]): ReadonlySet<string> {
  return new Set([...series.values()].flatMap(({ labels }) => [...labels.keys()]));
}
