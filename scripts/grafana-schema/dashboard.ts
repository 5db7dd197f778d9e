import { referenceTo, type Schema, Schemas } from "./from-types.ts";

/** Grafana's panel types in use, and the SDK's modules that describe them. */
const PANELS: readonly { readonly type: string; readonly module: string; readonly custom: boolean }[] = [
  { type: "timeseries", module: "timeseries", custom: true },
  { type: "stat", module: "stat", custom: false },
  { type: "gauge", module: "gauge", custom: false },
  { type: "bargauge", module: "bargauge", custom: false },
  { type: "table", module: "table", custom: true },
  { type: "heatmap", module: "heatmap", custom: true },
  { type: "state-timeline", module: "statetimeline", custom: true },
];

const EMPTY = strict({});

function strict(properties: Readonly<Record<string, Schema>>, required = Object.keys(properties)): Schema {
  return { type: "object", additionalProperties: false, properties, required };
}

function recordOf(values: Schema): Schema {
  return { type: "object", additionalProperties: values };
}

const string: Schema = { type: "string" };
const boolean: Schema = { type: "boolean" };
const number: Schema = { type: "number" };
const whole: Schema = { type: "integer" };

/** What the SDK leaves open: options of Grafana's alert list, as of Grafana 12. */
const ALERT_LIST = strict({
  alertInstanceLabelFilter: string,
  alertName: string,
  dashboardAlerts: boolean,
  datasource: string,
  groupBy: { type: "array", items: string },
  groupMode: { enum: ["default", "custom"] },
  maxItems: whole,
  showInactiveAlerts: boolean,
  showInstances: boolean,
  sortOrder: { enum: [1, 2, 3, 4, 5] },
  stateFilter: strict(
    Object.fromEntries(
      ["error", "firing", "noData", "normal", "pending", "recovering"].map((state) => [state, boolean]),
    ),
  ),
  viewMode: { enum: ["list", "stat"] },
});

const TRANSFORMATION = strict({
  id: { const: "organize" },
  options: strict({
    excludeByName: recordOf(boolean),
    indexByName: recordOf(whole),
    renameByName: recordOf(string),
  }),
});

/** The schema of an emitted dashboard: the SDK's types, strict, with what they leave open said for each panel type. */
export function dashboardSchema(): Schema {
  const schemas = new Schemas();
  schemas.definitions.set("cog.Dataquery", referenceTo("prometheus.Dataquery"));
  schemas.definitions.set(
    "dashboard.MatcherConfig",
    strict({ id: { enum: ["byFrameRefID", "byName"] }, options: string }),
  );
  schemas.definitions.set("dashboard.DataTransformerConfig", TRANSFORMATION);
  schemas.definitions.set("dashboard.DynamicConfigValue", override(schemas));
  schemas.definitions.set(
    "prometheus.Dataquery",
    schemas.object("prometheus", "Dataquery", {}, ["refId", "datasource"]),
  );
  const variable = schemas.object("dashboard", "VariableModel", { query: strict({ query: string, refId: string }) }, [
    "query",
    "datasource",
  ]);
  schemas.definitions.set("dashboard.VariableModel", variable);
  const panels = [
    ...PANELS.map(({ type, module, custom }) => panel(schemas, type, module, custom)),
    alertList(schemas),
  ];
  schemas.definitions.set("panel.row", row(schemas));
  const required = ["description", "links", "panels", "refresh", "tags", "time", "title", "uid"];
  const whole = schemas.object(
    "dashboard",
    "Dashboard",
    { panels: { type: "array", items: oneOfTypes([...panels, "row"]) }, snapshot: { not: {} } },
    required,
  );
  const definitions = Object.fromEntries(
    [...schemas.definitions].sort(([first], [second]) => (first < second ? -1 : 1)),
  );
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "A Grafana dashboard, classic form, as emitted",
    ...whole,
    definitions,
  };
}

/** Properties that single series may have otherwise than the rest. */
function override(schemas: Schemas): Schema {
  const values: Readonly<Record<string, Schema>> = {
    color: schemas.reference("dashboard", "FieldColor"),
    "custom.cellOptions": schemas.reference("common", "TableCellOptions"),
    "custom.fillOpacity": number,
    "custom.lineStyle": schemas.reference("common", "LineStyle"),
    "custom.lineWidth": number,
  };
  return { oneOf: Object.entries(values).map(([id, value]) => strict({ id: { const: id }, value })) };
}

/** Defines the panels of one type and says what the definition is called. */
function panel(schemas: Schemas, type: string, module: string, hasCustom: boolean): string {
  const custom = hasCustom ? schemas.reference(module, "FieldConfig") : EMPTY;
  return define(schemas, type, schemas.reference(module, "Options"), custom);
}

function alertList(schemas: Schemas): string {
  return define(schemas, "alertlist", ALERT_LIST, EMPTY);
}

function define(schemas: Schemas, type: string, options: Schema, custom: Schema): string {
  const defaults = schemas.object("dashboard", "FieldConfig", { custom }, ["unit"]);
  const fieldConfig = schemas.object("dashboard", "FieldConfigSource", { defaults });
  const required = ["description", "fieldConfig", "gridPos", "id", "options", "title"];
  schemas.definitions.set(
    `panel.${type}`,
    schemas.object("dashboard", "Panel", { type: { const: type }, options, fieldConfig }, required),
  );
  return type;
}

function row(schemas: Schemas): Schema {
  return schemas.object("dashboard", "RowPanel", { panels: { type: "array", maxItems: 0 } }, ["gridPos", "title"]);
}

/** One of these panels, by its `type`: a mistake is reported for the type that was meant. */
function oneOfTypes(types: readonly string[]): Schema {
  return {
    type: "object",
    required: ["type"],
    properties: { type: { enum: [...types] } },
    allOf: types.map((type) => ({
      if: { type: "object", required: ["type"], properties: { type: { const: type } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: referenceTo(`panel.${type}`),
    })),
  };
}
