import { unknownVariable } from "../../diagnostics/codes/files.ts";
import type { Path } from "../../diagnostics/diagnostic.ts";
import type { Expr } from "../../promql/syntax/ast.ts";
import { type Document, listAt, type Report, textAt, valueAt } from "./document.ts";
import { authoredInGrafana } from "./queries.ts";
import type { Statement } from "./statement.ts";

interface Query {
  readonly text: string;
  readonly path: Path;
  /** Only which series there are is asked for. */
  readonly isSelector?: true;
}

interface Variable {
  readonly name: string;
  readonly isInterval: boolean;
}

/** The queries of a dashboard: its panels', its variables', its annotations'. Variables that it lacks are reported. */
export function queriesOf({ file, data }: Document, root: Path, report: Report): readonly Statement[] {
  const dashboard = valueAt(data, root.slice(1));
  const variables = variablesOf(dashboard);
  const intervals = new Set(variables.flatMap(({ name, isInterval }) => (isInterval ? [name] : [])));
  const known = new Set(variables.map(({ name }) => name));
  const panels = panelQueries(dashboard, root);
  const all = [...panels, ...variableQueries(dashboard, root), ...annotationQueries(dashboard, root)];
  for (const query of all) unknownVariables(query, known, report);
  for (const source of sourcesOf(dashboard, root)) unknownVariables(source, known, report);
  return all.flatMap(({ text, path, isSelector }) => {
    const authored = authoredInGrafana(text, path, intervals, report);
    if (authored === undefined) return [];
    // Who only asks which series there are doesn't look at their values.
    const expr: Expr = { kind: "aggregation", operator: "count", expr: authored.expr };
    return [{ file, path, role: "value", authored: isSelector === undefined ? authored : { ...authored, expr } }];
  });
}

function variablesOf(dashboard: unknown): readonly Variable[] {
  return (listAt(dashboard, "templating", "list") ?? []).flatMap((one) => {
    const name = textAt(one, "name");
    return name === undefined ? [] : [{ name, isInterval: textAt(one, "type") === "interval" }];
  });
}

/** Panels with their paths, those in rows included. */
function panelsOf(dashboard: unknown, root: Path): readonly { readonly panel: unknown; readonly path: Path }[] {
  const own = (listAt(dashboard, "panels") ?? []).map((panel, index) => ({ panel, path: [...root, "panels", index] }));
  const rows = (listAt(dashboard, "rows") ?? []).flatMap((row, index) => panelsOf(row, [...root, "rows", index]));
  return [...own.flatMap((one) => [one, ...panelsOf(one.panel, one.path)]), ...rows];
}

function panelQueries(dashboard: unknown, root: Path): readonly Query[] {
  return panelsOf(dashboard, root).flatMap(({ panel, path }) =>
    (listAt(panel, "targets") ?? []).flatMap((target, index) => {
      const text = textAt(target, "expr");
      const source = valueAt(target, ["datasource"]) ?? valueAt(panel, ["datasource"]);
      const isQuery = text !== undefined && text.trim() !== "" && isPrometheus(source);
      return isQuery ? [{ text, path: [...path, "targets", index, "expr"] }] : [];
    }),
  );
}

// An older dashboard names its source by a text, or not at all.
function isPrometheus(source: unknown): boolean {
  const type = textAt(source, "type");
  return type === undefined || type === "prometheus" || type.endsWith("prometheus-datasource");
}

function variableQueries(dashboard: unknown, root: Path): readonly Query[] {
  return (listAt(dashboard, "templating", "list") ?? []).flatMap((one, index) => {
    if (textAt(one, "type") !== "query" || !isPrometheus(valueAt(one, ["datasource"]))) return [];
    const below = textAt(one, "query") === undefined ? ["query", "query"] : ["query"];
    const written = textAt(one, ...below) ?? "";
    const path = [...root, "templating", "list", index, ...below];
    const [, selector] = /^label_values\(\s*(.+?)\s*,\s*\w+\s*\)$/.exec(written) ?? [];
    const [, query] = /^query_result\(\s*(.+?)\s*\)$/.exec(written) ?? [];
    if (selector !== undefined) return [{ text: selector, path, isSelector: true }];
    return query === undefined ? [] : [{ text: query, path }];
  });
}

function annotationQueries(dashboard: unknown, root: Path): readonly Query[] {
  return (listAt(dashboard, "annotations", "list") ?? []).flatMap((one, index) => {
    const text = textAt(one, "expr");
    if (text === undefined || !isPrometheus(valueAt(one, ["datasource"]))) return [];
    return [{ text, path: [...root, "annotations", "list", index, "expr"] }];
  });
}

/** Names of data sources, which may be variables. */
function sourcesOf(dashboard: unknown, root: Path): readonly Query[] {
  return panelsOf(dashboard, root).flatMap(({ panel, path }) =>
    [["datasource"], ["datasource", "uid"]].flatMap((below) => {
      const text = textAt(panel, ...below);
      return text === undefined ? [] : [{ text, path: [...path, ...below] }];
    }),
  );
}

const VARIABLE = /\$\{(\w+)(?:[:.][^}]*)?\}|\$(\w+)|\[\[(\w+)/g;

/** Grafana's own variables, and those of exported dashboards. */
const GIVEN = /^(__|DS_|VAR_|\d)/;

function unknownVariables({ text, path }: Query, known: ReadonlySet<string>, report: Report): void {
  for (const { 0: written, 1: braced, 2: plain, 3: old, index } of text.matchAll(VARIABLE)) {
    const variable = braced ?? plain ?? old ?? "";
    if (known.has(variable) || GIVEN.test(variable)) continue;
    const span = { start: index, end: index + written.length };
    report(unknownVariable, { path, span }, { variable, known: [...known] });
  }
}
