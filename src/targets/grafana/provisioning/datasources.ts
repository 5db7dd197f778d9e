import type { Program } from "../../../program/program.ts";
import { formatDuration } from "../../../promql/syntax/duration.ts";
import { dataStream } from "../../elasticsearch/names.ts";
import { type SourceType, sourceName, sourceRef } from "../identifier.ts";

/** The data sources that a tenant's dashboards ask, in Grafana's provisioning format. */
export function datasources(program: Program): object {
  const { environment, logs } = program;
  const elasticsearch = environment.elasticsearch;
  return {
    apiVersion: 1,
    datasources: [
      source(program, "alertmanager", environment.alertmanager, {
        implementation: "prometheus",
        handleGrafanaManagedAlerts: false,
      }),
      source(program, "prometheus", environment.prometheus, prometheusSettings(program)),
      ...(logs.length === 0 || elasticsearch === undefined
        ? []
        : [source(program, "elasticsearch", elasticsearch, elasticsearchSettings(program))]),
    ],
  };
}

function source(program: Program, type: SourceType, url: string, jsonData: object): object {
  const { uid } = sourceRef(program, type);
  return { access: "proxy", editable: false, jsonData, name: sourceName(program, type), orgId: 1, type, uid, url };
}

function prometheusSettings(program: Program): object {
  const { version, scrapeInterval } = program.organisation.prometheus;
  return {
    alertmanagerUid: sourceRef(program, "alertmanager").uid,
    httpMethod: "POST",
    manageAlerts: true,
    prometheusType: "Prometheus",
    prometheusVersion: `${version.major}.${version.minor}.0`,
    timeInterval: formatDuration(scrapeInterval),
  };
}

function elasticsearchSettings(program: Program): object {
  return {
    index: program.logs.map((stream) => dataStream(program, stream)).join(","),
    logLevelField: "log.level",
    logMessageField: "message",
    maxConcurrentShardRequests: 5,
    timeField: "@timestamp",
  };
}
