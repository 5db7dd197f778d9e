/** A PromQL query in an emitted file, and where it stands. */
export interface Query {
  readonly where: string;
  readonly query: string;
}

/** The properties that hold queries, by the kind of file. Unit tests are none: they show what others' series do. */
const PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  "prometheus-rules": ["expr"],
  "grafana-dashboard": ["expr", "query", "definition", "alertInstanceLabelFilter"],
  "sidecar-config": ["query"],
};

const OF_LABEL = /^label_values\((.*),\s*[a-zA-Z_][a-zA-Z0-9_]*\)$/s;
const OF_QUERY = /^query_result\((.*)\)$/s;

/** Every query in the data of a file, however deep. */
export function queriesOf(kind: string, data: unknown): readonly Query[] {
  const properties = PROPERTIES[kind];
  return properties === undefined ? [] : within(data, "", properties);
}

function within(data: unknown, where: string, properties: readonly string[]): readonly Query[] {
  if (Array.isArray(data)) return data.flatMap((item: unknown, i) => within(item, `${where}/${i}`, properties));
  if (typeof data !== "object" || data === null) return [];
  return Object.entries(data).flatMap(([property, value]): readonly Query[] => {
    const here = `${where}/${property}`;
    const isQuery = properties.includes(property) && typeof value === "string" && value !== "";
    return isQuery ? [{ where: here, query: promqlOf(value) }] : within(value, here, properties);
  });
}

// Variables of dashboards ask for the labels of a query's series.
function promqlOf(text: string): string {
  return OF_LABEL.exec(text)?.[1] ?? OF_QUERY.exec(text)?.[1] ?? text;
}
