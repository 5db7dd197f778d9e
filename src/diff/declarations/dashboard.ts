import type { Dashboard, Panel, Program } from "../../program/program.ts";
import type { Expr } from "../../promql/syntax/ast.ts";
import { code, md } from "../../targets/documents/markdown/markdown.ts";
import type { Detail } from "../change.ts";
import { expressionDetails } from "../expression/sentences.ts";
import type { Kind } from "../kind.ts";
import { shownText, shownValue } from "../shown.ts";
import { textDetails } from "../texts.ts";
import {
  canonicalJson,
  detail,
  detailsOf,
  follows,
  ignored,
  instead,
  of,
  type Pair,
  type Wording,
} from "../wording.ts";

type PanelDashboard = Extract<Dashboard, { readonly type: "panels" }>;
type ApiDashboard = Extract<Dashboard, { readonly type: "api-performance" }>;
type Common = Pick<Dashboard, keyof Dashboard>;

/** Words for what is different about any dashboard. */
const COMMON: Wording<Common> = {
  type: ({ before, after }) =>
    before.type === after.type ? [] : [detail("type", md`is of the type ${instead(after.type, before.type)}`)],
  name: ignored,
  title: ({ before, after }) => textDetails("title", before.title, after.title),
  description: ({ before, after }) => textDetails("description", before.description, after.description),
  // From the names of tenant, environment and dashboard.
  uid: ignored,
  origin: ignored,
};

type OwnApi = Omit<ApiDashboard, keyof Common>;

const API: Wording<OwnApi> = {
  requests: (pair) => readDetails(pair, "requests", pair.before.requests, pair.after.requests),
  errors: (pair) => readDetails(pair, "errors", pair.before.errors, pair.after.errors),
  latency: (pair) => readDetails(pair, "latency", pair.before.latency, pair.after.latency),
  latencyMetric: ignored,
  by: ({ before, after }) =>
    before.by === after.by
      ? []
      : [detail("by", md`is drawn for each ${code(after.by)} instead of each ${code(before.by)}`)],
};

/** Dashboards, and their panels. */
export const dashboards: Kind<Dashboard> = {
  name: "dashboard",
  named: "dashboards",
  list: (program) => program.dashboards,
  details: (pair) => [...detailsOf<Common>(COMMON, pair), ...ownDetails(pair)],
  words: (dashboard) =>
    dashboard.type === "panels"
      ? md`${shownText(dashboard.title)} with ${dashboard.panels.length} ${dashboard.panels.length === 1 ? "panel" : "panels"}`
      : md`${shownText(dashboard.title)}`,
};

function ownDetails(pair: Pair<Dashboard>): readonly Detail[] {
  const { before, after } = pair;
  if (before.type === "panels" && after.type === "panels") return panelDetails(of(pair, before, after));
  if (before.type === "api-performance" && after.type === "api-performance") {
    return detailsOf<OwnApi>(API, of(pair, before, after));
  }
  return [];
}

function readDetails<T>(pair: Pair<T>, property: string, before: Expr, after: Expr): readonly Detail[] {
  const { programs, names } = pair;
  const [old, now] = [
    { expr: before, unit: "", program: programs.before },
    { expr: after, unit: "", program: programs.after },
  ];
  return expressionDetails(property, old, now, names).map((one) => ({ ...one, words: md`${property}: ${one.words}` }));
}

/** Words for what is different about a panel. */
const PANEL: Wording<Panel> = {
  title: ignored,
  description: ({ before, after }) => textDetails("description", before.description, after.description),
  kind: ({ before, after }) =>
    before.kind === after.kind ? [] : [detail("as", md`is drawn as ${instead(after.kind, before.kind)}`)],
  expr: ({ before, after, programs, names }) =>
    expressionDetails(
      "show",
      { expr: before.expr, unit: before.unit, program: programs.before },
      { expr: after.expr, unit: after.unit, program: programs.after },
      names,
    ),
  unit: follows("expr"),
  labels: follows("expr"),
  range: follows("expr"),
  alert: ({ before, after, names }) =>
    before.alert?.name === (after.alert && names.was("alerts", after.alert.name))
      ? []
      : [
          detail(
            "alert",
            md`draws the threshold of ${shownValue(after.alert?.name)} instead of ${shownValue(before.alert?.name)}`,
          ),
        ],
  origin: ignored,
};

function panelDetails(pair: Pair<PanelDashboard>): readonly Detail[] {
  const [old, now] = [byTitle(pair.before), byTitle(pair.after)];
  const come = [...now.keys()].filter((title) => !old.has(title));
  const gone = [...old.keys()].filter((title) => !now.has(title));
  const kept = [...now].flatMap(([title, panel]) => {
    const former = old.get(title);
    return former === undefined ? [] : [of(pair, former, panel)];
  });
  return [
    ...come.map((title) => detail("panels", md`has a panel ${shownText(title)} now`)),
    ...gone.map((title) => detail("panels", md`has no panel ${shownText(title)} any more`)),
    ...kept.flatMap((one) =>
      detailsOf(PANEL, one).map((found) => ({
        ...found,
        property: "panels",
        words: md`panel ${shownText(one.after.title)}: ${found.words}`,
      })),
    ),
    ...orderDetails([...old.keys()], [...now.keys()]),
  ];
}

function orderDetails(before: readonly string[], after: readonly string[]): readonly Detail[] {
  const [old, now] = [before.filter((title) => after.includes(title)), after.filter((title) => before.includes(title))];
  if (canonicalJson(old) === canonicalJson(now)) return [];
  return [detail("panels", md`shows its panels in another order`)];
}

// Of two with one title, the second is told apart by a number.
function byTitle({ panels }: PanelDashboard): ReadonlyMap<string, Panel> {
  const all = new Map<string, Panel>();
  for (const panel of panels) {
    let title = panel.title;
    for (let n = 2; all.has(title); n++) title = `${panel.title} (${n})`;
    all.set(title, panel);
  }
  return all;
}

/** The dashboard that alerts link to. */
export function linkedDashboard({ alerts, environment }: Program): string | undefined {
  return alerts[0]?.dashboardUrl.slice(environment.grafana.length);
}
