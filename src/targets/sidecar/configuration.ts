import type { ConfigurationInput } from "../../detector/configuration.ts";
import { detectorKinds } from "../../detector/detectors/kinds.ts";
import type { Detector, Program } from "../../program/program.ts";
import { print } from "../../promql/syntax/print.ts";
import { edgesOf } from "./edges.ts";

const INTERVAL_SECONDS = 30;

/** The `config.json` of a tenant's sidecar. */
export function configurationOf({ detectors, environment, recordings, sidecar, tenant }: Program): ConfigurationInput {
  const recorded = new Map(recordings.map(({ record, expr }) => [record, expr]));
  return {
    tenant: tenant.name,
    tenantLabel: tenant.label,
    prefix: sidecar.prefix,
    port: sidecar.port,
    intervalSeconds: INTERVAL_SECONDS,
    prometheusUrl: environment.prometheus,
    stateFile: "state/detector.jsonl",
    detectors: detectors.map((detector) => ({
      name: detector.name,
      detector: detector.method,
      parameters: parametersOf(detector),
      query: print(detector.watch),
      edgesSeconds: edgesOf(detector.watch, recorded),
      severity: detector.severity,
    })),
  };
}

/** A declared sensitivity of 1 is the default of each method; twice as much asks for half the deviation. */
function parametersOf({ direction, method, parameters, sensitivity }: Detector): Record<string, NonNullable<unknown>> {
  const set = Object.entries(detectorKinds[method].atSensitivity(sensitivity));
  return { direction, ...Object.fromEntries(set.map(([name, value]) => [name, within(value)])), ...parameters };
}

/** Within the parameters' limit, and without the last digits of a division. */
function within(value: number): number {
  return Math.min(1e6, Number(value.toPrecision(12)));
}
