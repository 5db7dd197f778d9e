import { readFileSync } from "node:fs";
import { type Files, ORGANISATION_FILE } from "./project.ts";

const TYPES = new URL("../types/", import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, TYPES), "utf8");

/** Something that the type tests show not to compile. */
export interface TypeMistake {
  /** What is wrong with it, in the type tests' words. */
  readonly what: string;
  readonly expression: string;
}

/** Every expression of the type tests that must not compile. */
export function typeMistakes(): readonly TypeMistake[] {
  const found = read("mistakes.ts").matchAll(/^\/\/ @ts-expect-error (.+)\n([\s\S]+?);\n(?=\/\/|\n|$)/gm);
  return [...found].map(([, what = "", expression = ""]) => ({ what, expression }));
}

/** A project whose tenant is good, but for one expression of the type tests that stands where it belongs. */
export function projectOf({ expression }: TypeMistake): Files {
  const imports = [...read("mistakes.ts").matchAll(/^import \{[\s\S]+?\} from "(.+)";$/gm)].map(([whole]) => whole);
  const shared = [...read("mistakes.ts").matchAll(/^const .+;$/gm)].map(([whole]) => whole);
  const lines = [...imports, 'import { placed } from "./placed.ts";', ...shared, `export default placed(${expression});`];
  return {
    ...ORGANISATION_FILE,
    "tenants/acme/good.ts": read("good.ts").replace(/^import .+ from "vitest";$/m, "").replace(/^expectTypeOf.+$/gm, ""),
    "tenants/acme/placed.ts": PLACED,
    "tenants/acme/tenant.ts": `${lines.join("\n")}\n`,
  };
}

const PLACED = `import { alert, dashboard, drift, override, recording, team, tenant } from "monitorgen";
import { errorRatioHigh, free, latency, memory, memoryHigh, alive, music, oncall, answering, received, recorded, requests, revenue } from "./good.ts";

const base = {
  metrics: [requests, latency, memory, free, received, revenue, answering],
  recordings: [recorded],
  teams: [music],
  alerts: [errorRatioHigh, memoryHigh, alive],
};
const told = { severity: "page", owner: music, summary: "Something is wrong" } as const;
const CONDITIONS = ["above", "atLeast", "below", "atMost", "equals", "differsFrom", "and", "or", "unless", "absent"];

const LISTS: Readonly<Record<string, string>> = {
  alert: "alerts", heartbeat: "alerts", channel: "channels", dashboard: "dashboards", detector: "detectors",
  drift: "drift", logs: "logs", override: "overrides", environment: "environments", recording: "recordings",
  schedule: "schedules", scrape: "scrapes", security: "security", slo: "slos", team: "teams", policy: "policies",
};

export function placed(made: any) {
  if (made?.tenant !== undefined) return made;
  return tenant("acme", { ...base, ...partOf(made) });
}

function partOf(made: any): object {
  const kind = made["~kind"];
  if (kind === "panel") return { dashboards: [dashboard("own", { title: "Own", panels: [made] })] };
  if (kind === "drift-test") return { drift: [drift("own", { of: latency, current: "1d", reference: "7d", tests: [made], owner: music })] };
  if (kind === "override") return { alerts: [...base.alerts, alert("A", { ...told, when: memory.above("90%") })], overrides: [made] };
  if (kind === "metric" && made["~node"].where === undefined) return { metrics: [...base.metrics, made] };
  const same = ["team", "schedule", "channel"].includes(kind);
  if (same) return { [LISTS[kind]]: [made], teams: kind === "team" ? [made] : [team("music", { page: kind === "channel" ? made : oncall, ticket: kind === "schedule" ? { to: oncall, during: made } : oncall })] };
  const list = LISTS[kind];
  if (list !== undefined) return { [list]: [...((base as any)[list] ?? []), made] };
  if (kind === "metric") return { alerts: [alert("A", { ...told, when: made.rate("5m").above("1/s") })] };
  if (CONDITIONS.includes(made["~node"].op)) return { alerts: [alert("A", { ...told, when: made })] };
  return { recordings: [recorded, recording("own:thing:ratio", made)] };
}
`;
