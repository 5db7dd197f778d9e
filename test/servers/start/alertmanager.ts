import { join } from "node:path";
import { pathOf } from "../../judges/tools.ts";
import { freePort } from "./port.ts";
import { answersAt, startProgram } from "./program.ts";

/** An alert as Prometheus posts it. */
export interface PostedAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly startsAt?: string;
  readonly endsAt?: string;
  readonly generatorURL?: string;
}

/** An alert as the API shows it. */
export interface ShownAlert {
  readonly fingerprint: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly receivers: readonly { readonly name: string }[];
  readonly status: {
    readonly state: "unprocessed" | "active" | "suppressed";
    readonly inhibitedBy: readonly string[];
    readonly silencedBy: readonly string[];
    readonly mutedBy?: readonly string[];
  };
}

/** Alerts that one receiver hears of together. */
export interface ShownGroup {
  readonly labels: Readonly<Record<string, string>>;
  readonly receiver: { readonly name: string };
  readonly alerts: readonly ShownAlert[];
}

/** An Alertmanager that answers. */
export interface RunningAlertmanager {
  /** `http://127.0.0.1:PORT`, with no slash at its end. */
  readonly address: string;
  /** All that it has printed until now. */
  readonly printed: () => string;
  readonly post: (alerts: readonly PostedAlert[]) => Promise<void>;
  readonly alerts: () => Promise<readonly ShownAlert[]>;
  readonly groups: () => Promise<readonly ShownGroup[]>;
  readonly stop: () => Promise<void>;
}

/** How it is started: the address that its notifications tell, and the file of a certificate that it shall trust. */
export interface AlertmanagerOptions {
  readonly externalUrl?: string;
  readonly trusts?: string;
}

/** Starts the Alertmanager of the tools' table on a free port with the `alertmanager.yaml` of a folder, which also takes its data. */
export async function startAlertmanager(
  folder: string,
  { externalUrl = "https://alertmanager.example.com", trusts }: AlertmanagerOptions = {},
): Promise<RunningAlertmanager> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const program = await startProgram({
    name: "alertmanager",
    command: pathOf("alertmanager"),
    args: [
      `--config.file=${join(folder, "alertmanager.yaml")}`,
      `--storage.path=${join(folder, "data")}`,
      `--web.listen-address=127.0.0.1:${port}`,
      `--web.external-url=${externalUrl}`,
      "--web.route-prefix=/",
      "--cluster.listen-address=",
    ],
    env: { ...process.env, ...(trusts && { SSL_CERT_FILE: trusts }) },
    ready: answersAt(`${address}/-/ready`),
  });
  return { address, printed: program.printed, stop: program.stop, ...api(address) };
}

type Api = Pick<RunningAlertmanager, "post" | "alerts" | "groups">;

function api(address: string): Api {
  const ask = async (path: string, init?: RequestInit): Promise<string> => {
    const response = await fetch(`${address}/api/v2/${path}`, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return text;
  };
  return {
    post: async (alerts) => {
      const headers = { "content-type": "application/json" };
      await ask("alerts", { method: "POST", headers, body: JSON.stringify(alerts) });
    },
    alerts: async () => JSON.parse(await ask("alerts")),
    groups: async () => JSON.parse(await ask("alerts/groups")),
  };
}
