import { type Finding, finding, type Path } from "../../diagnostics/diagnostic.ts";
import { NOBODY } from "../../program/nobody.ts";
import type { Program } from "../../program/program.ts";
import { labelsIn } from "../../promql/types/known-labels.ts";
import { grouped } from "../../values/grouped.ts";
import { onceFor } from "../../values/once-for.ts";
import type { RaisedAlert } from "../proofs/routing/findings/raised.ts";
import { annotationMistakes } from "./annotations.ts";
import type { Readable } from "./catalogue.ts";
import { impossibleConditions } from "./conditions.ts";
import { queriesOf } from "./dashboards.ts";
import type { Document, Report, Sort } from "./document.ts";
import { expressionFindings } from "./expressions.ts";
import { duplicateRules, earlyRules } from "./order.ts";
import { raisedBy, raisedByTenants } from "./raised.ts";
import { Readers } from "./readers.ts";
import { routeFindings } from "./routes.ts";
import { type Rule, rulesOf } from "./rules.ts";
import { runbookMistakes } from "./runbooks.ts";
import { severityMistakes } from "./severities.ts";
import { type Sorted, sorted } from "./sorted.ts";
import { type RuleStatement, type Statement, statementsOf } from "./statement.ts";
import { strayQueries } from "./tenancy.ts";
import { textMistakes } from "./texts.ts";

export type { Document } from "./document.ts";

/** What files are judged against. */
export interface Setting {
  /** The tenants' programs; what none of them declares isn't there. */
  readonly programs: readonly Program[];
  /** Metrics that are there, and of which no more is known. */
  readonly names?: readonly string[];
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
  judged.texts();
  return { findings: judged.findings, counts: judged.counts, rules: judged.rulesOfAll.length };
}

class Judged {
  readonly findings: Finding[] = [];
  readonly rulesOfAll: readonly Rule[];
  readonly #setting: Setting;
  readonly #files: Readonly<Record<Sort, readonly Sorted[]>>;
  readonly #ofRules: readonly RuleStatement[];
  readonly #statements: readonly Statement[];
  readonly #label: string;
  readonly #readers: Readers;
  #raised: readonly RaisedAlert[] | undefined;

  constructor(documents: readonly Document[], setting: Setting) {
    this.#setting = setting;
    this.#label = (setting.programs[0] ?? setting.nobody).tenant.label;
    this.#files = sorted(documents, this.#report);
    const { rules, dashboard } = this.#files;
    this.rulesOfAll = rules.flatMap(({ document, root }) => rulesOf(document, root, this.#report));
    this.#ofRules = statementsOf(this.rulesOfAll, this.#report);
    const queries = dashboard.flatMap(({ document, root }) => queriesOf(document, root, this.#report));
    this.#statements = [...this.#ofRules, ...queries];
    this.#readers = new Readers(this.#statements, setting, this.#label);
  }

  readonly #report: Report = (kind, place, data) => this.findings.push(finding(kind, place, data));

  get counts(): Readonly<Record<Sort, number>> {
    const { rules, alertmanager, dashboard, template, runbook } = this.#files;
    return {
      rules: rules.length,
      alertmanager: alertmanager.length,
      dashboard: dashboard.length,
      template: template.length,
      runbook: runbook.length,
    };
  }

  expressions(): void {
    const { nobody, programs: all } = this.#setting;
    for (const [readable, own] of grouped(this.#statements, (one) => this.#readers.readable(one))) {
      const programs = own.slice(0, 1).flatMap((one) => this.#readers.programs(one));
      const bases = { base: programs[0] ?? nobody, nobody };
      this.findings.push(...expressionFindings(own, bases, readable, programs.length > 0));
    }
    if (this.#readers.owners.size === 0) return;
    const tenants = all.map(({ tenant }) => tenant.name).filter((name) => name !== NOBODY);
    const limits = { label: this.#label, recorded: this.#readers.recorded(this.#ofRules), tenants };
    strayQueries(this.#statements, this.#readers.owners, limits, this.#report);
  }

  rules(): void {
    const told = (rule: Rule): string => this.#setting.told(rule.path);
    earlyRules(this.#ofRules, told, this.#report);
    duplicateRules(this.#ofRules, told, this.#report);
    impossibleConditions(this.#ofRules, this.#report);
    const pages = this.#files.runbook.map(({ document }) => document.file.replace(/^.*\/|\.md$/g, ""));
    runbookMistakes(this.rulesOfAll, new Set(pages), this.#report);
    const routes = this.#files.alertmanager.map(({ document }) => document.text).join("\n");
    severityMistakes(this.rulesOfAll, routes, this.#report);
    for (const statement of this.#ofRules) {
      const { series } = this.#readers.readable(statement);
      const labels = labelsIn(series)(statement.authored.expr);
      annotationMistakes(statement.rule, { labels, known: labelNames(series) }, this.#report);
    }
  }

  routing(): void {
    for (const one of this.#files.alertmanager) {
      this.findings.push(...routeFindings(one, this.#alerts(), this.rulesOfAll, this.#label));
    }
  }

  texts(): void {
    textMistakes(this.#files, this.rulesOfAll, () => this.#alerts(), this.#report);
  }

  #alerts(): readonly RaisedAlert[] {
    if (this.#raised !== undefined) return this.#raised;
    const own = this.#ofRules.flatMap((one) => raisedBy(one, this.#readers.readable(one).series) ?? []);
    this.#raised = [...own, ...raisedByTenants(this.#setting.programs, own.length > 0)];
    return this.#raised;
  }
}

const labelNames = onceFor(
  (series: Readable["series"]): ReadonlySet<string> =>
    new Set([...series.values()].flatMap(({ labels }) => [...labels.keys()])),
);
