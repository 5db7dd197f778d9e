import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { output } from "../../output/files.ts";
import { type RunningAlertmanager, startAlertmanager } from "../start/alertmanager.ts";
import { type LocalConfig, localConfig } from "./local-config.ts";
import type { ChannelKind } from "./receivers/arrival.ts";
import { type Receivers, startReceivers } from "./receivers/receivers.ts";
import type { Circumstances } from "./substitute.ts";

/** What a receiver heard. */
export interface Heard {
  readonly receiver: string;
  readonly kind: ChannelKind;
  readonly status: "firing" | "resolved";
  readonly alerts: readonly string[];
  readonly fields: readonly (readonly [name: string, text: string])[];
}

/** An Alertmanager with an emitted configuration, and receivers to which it can send. */
export interface Scene {
  readonly alertmanager: RunningAlertmanager;
  readonly config: LocalConfig;
  readonly receivers: Receivers;
  /** What arrived until now, with the names of the receivers; in the order of arriving. */
  heard(): readonly Heard[];
  stop(): Promise<void>;
}

/** Starts one for a folder of `output/`; schedules are as declared and groups hastened unless told otherwise. */
export async function startScene(
  of: string,
  { hours = "as declared", timing = "hastened" }: Partial<Circumstances> = {},
): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), "monitorgen-alertmanager-"));
  const receivers = await startReceivers(folder);
  const config = localConfig(join(output, of, "alertmanager"), join(folder, "alertmanager"), receivers, {
    hours,
    timing,
  });
  const names = new Map([...config.addresses].map(([name, address]) => [address, name]));
  const alertmanager = await startAlertmanager(config.folder, { trusts: receivers.certificateFile });
  return {
    alertmanager,
    config,
    receivers,
    heard: () =>
      receivers.arrivals.map(({ to, kind, status, alerts, fields }) => ({
        receiver: names.get(to) ?? `nobody: ${to}`,
        kind,
        status,
        alerts,
        fields,
      })),
    stop: async () => {
      await alertmanager.stop();
      await receivers.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
