/** Loads the parts of Grafana's SDK that dashboards need: late, as loading takes longer than everything else here. */
export function loadSdk(): Promise<typeof import("./sdk-modules.ts")> {
  return import("./sdk-modules.ts");
}

/** The loaded SDK. */
export type Sdk = Awaited<ReturnType<typeof loadSdk>>;
