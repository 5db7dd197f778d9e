import { otherTenant, undeclaredMetric } from "../diagnostics/codes/expression.ts";
import { type Data, type Finding, finding, type Kind, type Path, type Place } from "../diagnostics/diagnostic.ts";
import type { Authored, Lowering } from "../promql/build/authored.ts";
import { type LoweredMetric, lower, lowerMetric } from "../promql/build/lower.ts";
import { enforce, type Pin } from "../promql/enforce/enforce.ts";
import type { Expr, Selector } from "../promql/syntax/ast.ts";
import { print } from "../promql/syntax/print.ts";
import { selectors } from "../promql/syntax/walk.ts";
import { absentLabels } from "../promql/types/absent-labels.ts";
import { labelCatalogue, type Range, type SeriesCatalogue } from "../promql/types/catalogue.ts";
import { infer } from "../promql/types/infer.ts";
import { labelsOf } from "../promql/types/labels.ts";
import type { Unit } from "../values/quantity.ts";
import { isGenerated } from "./generated-series.ts";
import { camelCase } from "./naming.ts";
import type { AuthoredExpression, Origin } from "./program.ts";
import type { Expression } from "./schema/expression.ts";

/** An expression that an author wrote, limited to the tenant. */
export interface Admitted {
  readonly expr: Expr;
  readonly unit: Unit;
  readonly labels: readonly string[];
  /** It may have other labels, too: it reads series of which nothing is declared, or asks for labels that aren't there. */
  readonly open?: true;
  readonly range: Range;
  readonly authored: Authored;
}

/** Collects what the passes find, and the expressions that the checks will look at. */
export class Compilation {
  readonly findings: Finding[] = [];
  readonly expressions: AuthoredExpression[] = [];
  readonly pin: Pin;
  readonly #broken: Set<string>;

  /** `broken`: declarations that the schema has refused already, as `alerts/ErrorRatioHigh`. */
  constructor(pin: Pin, broken: ReadonlySet<string>) {
    this.pin = pin;
    this.#broken = new Set(broken);
  }

  report = <D extends Data>(kind: Kind<D>, place: Place | Path, data: D): void => {
    const follows =
      kind.code === undeclaredMetric.code && "metric" in data && this.#isBrokenMetric(String(data.metric));
    if (!follows) this.findings.push(finding(kind, place, data));
  };

  /** Something is declared, but what it refers to isn't: nobody shall report it as missing. */
  markBroken(list: string, name: string): void {
    this.#broken.add(`${list}/${name}`);
  }

  /** Whether something is declared, though with a mistake that has been reported already. */
  isBroken(list: string, name: string): boolean {
    return this.#broken.has(`${list}/${name}`) || this.#broken.has(list);
  }

  /** Whether anything in a list has a mistake that has been reported already. */
  isAnyBroken(list: string): boolean {
    return [...this.#broken].some((one) => one === list || one.startsWith(`${list}/`));
  }

  /** Whether a name may be that of an alert whose declaration has a mistake that has been reported already. */
  mayBeBrokenAlert(name: string): boolean {
    if (["alerts", "security", "detectors"].some((list) => this.isBroken(list, name))) return true;
    return [...this.#broken].some((one) => {
      const [list = "", entry = ""] = one.split("/");
      return (list === "slos" || list === "drift") && name.startsWith(camelCase(entry));
    });
  }

  /** Lowers an expression and limits it to the tenant; it is kept for the checks. */
  admit(source: Expression, path: Path, role: AuthoredExpression["role"], lowering: Lowering): Admitted | undefined {
    const authored = lower(source, { path }, lowering);
    if (authored === undefined) return undefined;
    const { series } = lowering;
    const meaning = infer(authored.expr, series);
    const set = labelsOf(authored.expr, labelCatalogue(series));
    const absent = absentLabels(authored.expr, labelCatalogue(series), this.pin.label);
    const labels = [...new Set([...set.labels, ...absent])].filter((label) => label !== this.pin.label).sort();
    if (this.unknownIn(authored.expr, series).length > 0) this.markBroken("units", originOf(path).name);
    if (!this.#readsBroken(authored.expr, series)) {
      this.expressions.push({ authored, role, meaning, labels, origin: originOf(path) });
    }
    const expr = this.enforced(authored);
    if (expr === undefined) return undefined;
    return {
      expr,
      unit: meaning.unit ?? "",
      labels,
      ...(set.open || absent.size > 0 ? { open: true } : {}),
      range: meaning.range,
      authored,
    };
  }

  /** The series that an expression reads and nobody has declared yet: its unit isn't known. */
  unknownIn(expr: Expr, series: SeriesCatalogue): readonly string[] {
    return selectors(expr).flatMap(({ metric }) =>
      metric === undefined || series.has(metric) || isGenerated(metric) ? [] : [metric],
    );
  }

  // What is wrong there has been said; whatever else could be said here would follow from it.
  #readsBroken(expr: Expr, series: SeriesCatalogue): boolean {
    if (selectors(expr).some(({ metric = "" }) => this.#hasBrokenLabels(metric))) return true;
    return selectors(expr).some(({ metric = "" }) => !series.has(metric) && this.#isBrokenMetric(metric));
  }

  #isBrokenMetric(name: string): boolean {
    return this.isBroken("recordings", name) || metricsOf(name).some((one) => this.isBroken("metrics", one));
  }

  #hasBrokenLabels(name: string): boolean {
    return metricsOf(name).some((one) => this.isBroken("labels", one));
  }

  /** Lowers what must be a metric, and limits its selector to the tenant. */
  admitMetric(source: Expression, path: Path, lowering: Lowering): LoweredMetric | undefined {
    const lowered = lowerMetric(source, { path }, lowering);
    if (lowered === undefined) return undefined;
    const { authored, metric } = lowered;
    const meaning = { unit: metric.unit, range: metric.range };
    this.expressions.push({
      authored,
      role: "events",
      meaning,
      labels: [...metric.labels.keys()],
      origin: originOf(path),
    });
    const selector = this.enforced(authored);
    return selector?.kind === "selector" ? { ...lowered, selector } : undefined;
  }

  /** A tree that monitorgen itself makes, limited to the tenant. */
  limited(expr: Expr): Expr {
    const result = enforce(expr, this.pin);
    if ("expr" in result) return result.expr;
    throw new Error(`a generated expression names the tenant: ${print(expr)}`);
  }

  enforced(authored: Authored): Expr | undefined {
    const result = enforce(authored.expr, this.pin);
    if ("expr" in result) return result.expr;
    for (const { matcher, selector } of result.conflicts) {
      const place = authored.placeOf(selector);
      const at = matcher.span === undefined ? place : { ...place, span: matcher.span };
      const data = { label: this.pin.label, tenant: this.pin.value, matcher: printMatcher(matcher) };
      this.report(otherTenant, at, data);
    }
    return undefined;
  }
}

/** The metrics that a series may belong to: its own, or a histogram. */
function metricsOf(series: string): readonly string[] {
  return [series, series.replace(/_(bucket|count|sum)$/, "")];
}

function printMatcher(matcher: Selector["matchers"][number]): string {
  return print({ kind: "selector", matchers: [matcher] }).slice(1, -1);
}

/** The declaration that a path lies in. */
export function originOf(path: Path): Origin {
  return { path, name: path.slice(0, 2).join("/") };
}
