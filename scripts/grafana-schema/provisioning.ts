import type { Schema } from "./from-types.ts";

const string: Schema = { type: "string", minLength: 1 };
const boolean: Schema = { type: "boolean" };
const uid: Schema = { type: "string", pattern: "^[A-Za-z0-9_-]{1,40}$" };

function strict(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: "object", additionalProperties: false, properties, required: Object.keys(properties) };
}

function file(title: string, list: string, items: Schema): Schema {
  const whole = strict({ apiVersion: { const: 1 }, [list]: { type: "array", minItems: 1, items } });
  return { $schema: "http://json-schema.org/draft-07/schema#", title, ...whole };
}

const SETTINGS: Readonly<Record<string, Schema>> = {
  alertmanager: strict({
    handleGrafanaManagedAlerts: boolean,
    implementation: { enum: ["prometheus", "mimir", "cortex"] },
  }),
  elasticsearch: strict({
    index: string,
    logLevelField: string,
    logMessageField: string,
    maxConcurrentShardRequests: { type: "integer", minimum: 1 },
    timeField: string,
  }),
  prometheus: strict({
    alertmanagerUid: uid,
    httpMethod: { enum: ["GET", "POST"] },
    manageAlerts: boolean,
    prometheusType: { enum: ["Prometheus", "Mimir", "Thanos", "Cortex"] },
    prometheusVersion: { type: "string", pattern: "^\\d+\\.\\d+\\.\\d+$" },
    timeInterval: { type: "string", pattern: "^(\\d+(ms|[smhd]))+$" },
  }),
};

/** The schema of emitted data sources: no key but those in use, so also no `secureJsonData` and no password. */
export function datasourcesSchema(): Schema {
  const common = {
    access: { const: "proxy" },
    editable: boolean,
    name: string,
    orgId: { type: "integer" },
    uid,
    url: { type: "string", pattern: "^https?://" },
  };
  const sources = Object.entries(SETTINGS).map(([type, jsonData]) =>
    strict({ ...common, jsonData, type: { const: type } }),
  );
  return file("Data sources of Grafana, as provisioned", "datasources", { oneOf: sources });
}

/** The schema of the emitted instruction that loads dashboards from files. */
export function providerSchema(): Schema {
  const provider = strict({
    allowUiUpdates: boolean,
    disableDeletion: boolean,
    editable: boolean,
    folder: string,
    folderUid: uid,
    name: string,
    options: strict({ foldersFromFilesStructure: boolean, path: { type: "string", pattern: "^/" } }),
    orgId: { type: "integer" },
    type: { const: "file" },
    updateIntervalSeconds: { type: "integer", minimum: 1 },
  });
  return file("Dashboards that Grafana loads from files, as provisioned", "providers", provider);
}
