import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "js-yaml";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { common } from "../../src/routing/template/data.ts";
import { amtool, missing } from "../judges/tools.ts";
import { type EmittedAlert, emittedAlerts } from "../servers/alertmanager/emitted-alerts.ts";
import { committed, output } from "./files.ts";

/** Every so many messages one is rendered; `MONITORGEN_NOTIFICATIONS=1` renders all. */
const EVERY = Number(process.env["MONITORGEN_NOTIFICATIONS"] ?? 9);

/** Stands between texts that amtool renders at once. */
const MARK = "\n\u0001\n";

const STARTED = "2026-01-05T12:00:00Z";

const configFile = z.object({ receivers: z.array(z.looseObject({ name: z.string() })) });

interface Message {
  readonly tenant: string;
  readonly channel: string;
  readonly alert: string;
  /** As it stands in the file. */
  readonly text: string;
}

const MESSAGES = committed(/^[^/]+\/alertmanager\/notifications\/.*\.txt$/).flatMap(({ path, content }) => {
  const [tenant = "", , , file = ""] = path.split("/");
  const channel = file.replace(/\.txt$/, "");
  return content
    .split(/\n(?=[A-Za-z0-9]+\n=+\n)/)
    .map((text): Message => ({ tenant, channel, alert: text.split("\n")[0] ?? "", text: text.trimEnd() }));
});

/** The templates of a receiver's fields, as they stand in the emitted configuration. */
function templatesOf({ tenant, channel }: Message): readonly (readonly [name: string, template: string])[] {
  const [file] = committed(new RegExp(`^${tenant}/alertmanager/alertmanager\\.yaml$`));
  const { receivers } = configFile.parse(load(file?.content ?? ""));
  const { name: _, ...settings } = receivers.find(({ name }) => name === `${tenant}/${channel}`) ?? expect.fail();
  return Object.values(settings).flatMap((list) => textsIn(Array.isArray(list) ? list[0] : undefined, []));
}

function textsIn(value: unknown, path: readonly string[]): readonly (readonly [string, string])[] {
  if (typeof value === "string") {
    return value.includes("{{") && path[0] !== "html" ? [[path.join(" "), value]] : [];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, [...path, key]));
}

function dataOf({ tenant, channel }: Message, alerts: readonly EmittedAlert[]): object {
  const labels = alerts.map((one) => one.labels);
  const annotations = alerts.map((one) => one.annotations);
  const { alertname } = common(labels);
  return {
    receiver: `${tenant}/${channel}`,
    status: "firing",
    alerts: alerts.map((one) => ({ ...one, status: "firing", startsAt: STARTED, endsAt: STARTED })),
    groupLabels: { alertname, tenant },
    commonLabels: common(labels),
    commonAnnotations: common(annotations),
    externalURL: "https://alertmanager.example.com",
  };
}

function written(alert: string, names: readonly string[], texts: readonly string[]): string {
  const fields = names.map((name, index) => {
    const text = (texts[index] ?? "").replace(/\n+$/, "");
    if (text.includes("\n")) return `${name}:\n${text.replace(/^(?=.)/gm, "    ")}\n`;
    return text === "" ? `${name}:\n` : `${name}: ${text}\n`;
  });
  return `${alert}\n${"=".repeat(alert.length)}\n${fields.join("")}`.trimEnd();
}

describe.skipIf(missing("amtool"))("amtool", { timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "monitorgen-notifications-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "data.json");

  test("renders the notifications of the emitted alerts as the emitted files show them", async () => {
    const alerts = new Map(["acme", "globex", "initech"].map((tenant) => [tenant, emittedAlerts(tenant)]));
    const sample = MESSAGES.filter((_, index) => index % EVERY === 0);
    for (const message of sample) {
      const { tenant, alert, text } = message;
      const own = (alerts.get(tenant) ?? []).filter(({ name }) => name === alert);
      writeFileSync(file, JSON.stringify(dataOf(message, own)));
      const templates = templatesOf(message);
      const { status, stdout, stderr } = await amtool([
        "template",
        "render",
        `--template.glob=${join(output, tenant, "alertmanager/templates/*.tmpl")}`,
        `--template.text=${templates.map(([, template]) => template).join(MARK)}`,
        `--template.data=${file}`,
      ]);
      expect([status, status === 0 ? "" : stderr]).toEqual([0, ""]);
      expect(
        written(
          alert,
          templates.map(([name]) => name),
          stdout.split(MARK),
        ),
      ).toBe(text);
    }
    expect(sample.length).toBeGreaterThan(10);
  });
});

test("every alert that wakes somebody has its message", () => {
  const named = new Set(MESSAGES.map(({ tenant, alert }) => `${tenant}/${alert}`));
  for (const tenant of ["acme", "globex"]) {
    const silent = emittedAlerts(tenant).filter(({ name }) => !named.has(`${tenant}/${name}`));
    // Heartbeats and what else goes to webhooks have no text.
    expect(silent.filter(({ labels }) => labels["severity"] === "page")).toEqual([]);
  }
  expect(named.size).toBeGreaterThan(60);
});
