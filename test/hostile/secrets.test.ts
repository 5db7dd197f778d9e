import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { monitorgen, type Ran } from "../cli/console.ts";
import { base, organisation, requestsFail } from "../properties/declared.ts";
import { PLANTED } from "./planted.ts";
import { HostileProject } from "./project.ts";

/** Everything in `npm run test:hostile`, a part in the quick suite. */
const isAll = process.env["MONITORGEN_HOSTILE"] === "all";
const FORMATS = isAll ? ["pretty", "json", "github", "gitlab", "sarif", "junit", "markdown"] : ["pretty", "json"];
const few = <T>(all: readonly T[], each: number): readonly T[] => all.filter((_, at) => isAll || at % each === 0);

let project: HostileProject;
afterEach(() => project.remove());

type Path = readonly (string | number)[];

/** Something of every kind, so that there is a text in every field that takes one. */
const RICH = {
  ...base,
  title: "Acme Music",
  description: "Songs.",
  scrapes: { api: { targets: ["api:9100"], path: "/metrics", bearerToken: { secret: "api/token" } } },
  channels: {
    ...base.channels,
    hook: { type: "webhook", url: { secret: "hook/acme" } },
  },
  schedules: { office: { weekdays: ["monday:friday"], times: ["09:00-17:00"], zone: "Europe/Berlin" } },
  alerts: {
    RequestsFail: {
      ...requestsFail,
      description: "Many.",
      runbook: ["Look.", "Mend."],
      for: "5m",
      labels: { area: "web" },
    },
  },
  slos: {
    availability: {
      objective: "99%",
      errors: 'http_requests_total{status=~"5.."}',
      total: "http_requests_total",
      owner: "music",
    },
  },
  dashboards: {
    own: {
      type: "panels",
      title: "Own",
      description: "Mine.",
      panels: [{ title: "M", show: "memory_used_ratio", description: "x" }],
    },
  },
  logs: { api: { retention: "30d", description: "Lines." } },
  overrides: { RequestsFail: { for: "10m" } },
};

function textsIn(data: unknown, path: Path = []): readonly Path[] {
  if (typeof data === "string") return [path];
  if (typeof data !== "object" || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) =>
    textsIn(value, [...path, Array.isArray(data) ? Number(key) : key]),
  );
}

function planted(data: unknown, [step, ...rest]: Path, text: string): unknown {
  if (step === undefined) return text;
  if (Array.isArray(data)) return data.map((item: unknown, at) => (at === step ? planted(item, rest, text) : item));
  return Object.fromEntries(
    Object.entries(Object(data)).map(([key, value]) => [key, key === step ? planted(value, rest, text) : value]),
  );
}

/** Everything that a run leaves to be read. */
function traces({ stdout, stderr }: Ran): string {
  const files = readdirSync(project.root, { recursive: true, encoding: "utf8" }).filter(
    (file) => !file.startsWith("tenants"),
  );
  const texts = files
    .filter((file) => statSync(join(project.root, file)).isFile())
    .map((file) => readFileSync(join(project.root, file), "utf8"));
  return [stdout, stderr, ...files, ...texts].join("\n");
}

async function build(...args: readonly string[]): Promise<Ran> {
  return monitorgen(["build", ...args], { cwd: project.root, env: { MONITORGEN_DEBUG: "1" } });
}

function written(data: object, form: "yaml" | "typescript"): Readonly<Record<string, string>> {
  if (form === "yaml") return { "tenants/acme/tenant.yaml": stringify(data) };
  const text = JSON.stringify(data, null, 2);
  return {
    "tenants/acme/tenant.ts": `import { tenant } from "monitorgen";\nconst declared = ${text};\nexport default { ...tenant("acme", {} as any), ...declared } as any;\n`,
  };
}

describe.each(["yaml", "typescript"] as const)("a secret that is planted in %s", (form) => {
  const places = textsIn(RICH);

  test("in any field is an error at its place, and is seen nowhere", async () => {
    for (const [index, path] of few([...places.entries()], 7)) {
      const [text = "", hidden = ""] = PLANTED[index % PLANTED.length] ?? [];
      project = new HostileProject(written(Object(planted(RICH, path, text)), form));
      for (const format of ["pretty", FORMATS[(index % (FORMATS.length - 1)) + 1] ?? "json"]) {
        const ran = await build("--format", format);
        expect(ran.exit, path.join("/")).toBe(1);
        expect(traces(ran), `${path.join("/")} as ${format}`).not.toContain(hidden);
      }
      expect(project.written()).toEqual([]);
      project.remove();
    }
  });

  test.each(few(PLANTED, 3))(
    "%s, is found in a summary, a name and a reference, in every format",
    async (text, hidden) => {
      const summary = { ...RICH, alerts: { RequestsFail: { ...requestsFail, summary: `Requests fail: ${text}` } } };
      const name = { ...RICH, [text]: 1, alerts: { RequestsFail: requestsFail, [text]: requestsFail } };
      const reference = {
        ...RICH,
        channels: { ...RICH.channels, room: { type: "slack", webhook: { secret: text }, room: "#a" } },
      };
      const literal = {
        ...RICH,
        channels: { ...RICH.channels, room: { type: "slack", web_hook: text, webhook: text, room: text } },
      };
      for (const data of [summary, name, reference, literal]) {
        project = new HostileProject(written(data, form));
        for (const format of FORMATS) {
          const ran = await build("--format", format);
          expect(ran.exit).toBe(1);
          expect(traces(ran), format).not.toContain(hidden);
        }
        const { stderr } = await build();
        expect(stderr).toMatch(
          /MG120[12] {2}secret written into the declaration +tenants\/acme\/tenant\.(?:ts|yaml):\d+:\d+/,
        );
        expect(stderr).toContain("•••");
        project.remove();
      }
    },
  );
});

describe("a secret is seen nowhere", () => {
  test.each(few(PLANTED, 3))("that is thrown, or stands in a line that is quoted: %s", async (text, hidden) => {
    const literal = JSON.stringify(text);
    for (const line of [
      `throw new Error(${literal});`,
      `const a = ${literal}; nothing();`,
      `import x from ${literal};`,
      `const a = { b: ${literal}.c.d };`,
      `const a = ; // ${text}`,
    ]) {
      project = new HostileProject({ "tenants/acme/tenant.ts": `${line}\nexport default 1;\n` });
      for (const format of FORMATS) expect(traces(await build("--format", format)), line).not.toContain(hidden);
      project.remove();
    }
    project = new HostileProject({ "tenants/acme/tenant.yaml": `tenant: acme\nroom: ${text}: x: [ # ${text}\n` });
    for (const format of FORMATS) expect(traces(await build("--format", format))).not.toContain(hidden);
  });

  test("that has no form, where a secret belongs or a property is misspelt", async () => {
    for (const room of [
      '{ type: slack, webhook: planted, room: "#a" }',
      '{ type: slack, webhook: 7654321, room: "#a" }',
      '{ type: slack, webhook: { secret: "planted!" }, room: 5 }',
      '{ type: slack, webHook: planted, room: "#a" }',
      "{ type: pagerduty, routing_key: planted }",
      "{ type: pagerdutty, routingKey: 'planted' }",
    ]) {
      project = new HostileProject({ "tenants/acme/tenant.yaml": `tenant: acme\nchannels:\n  room: ${room}\n` });
      for (const format of FORMATS) {
        const seen = traces(await build("--format", format));
        expect(seen, `${room} as ${format}`).not.toMatch(/planted|7654321/);
      }
      project.remove();
    }
    project = new HostileProject({});
  });

  test("of the organisation", async () => {
    for (const [text, hidden] of few(PLANTED, 5)) {
      for (const path of few(textsIn(organisation), 4)) {
        project = new HostileProject({
          "tenants/organisation.yaml": stringify(planted(organisation, path, text)),
          "tenants/acme/tenant.yaml": stringify(RICH),
        });
        const ran = await build("--format", "json");
        expect(ran.exit).toBe(1);
        expect(traces(ran), path.join("/")).not.toContain(hidden);
        project.remove();
      }
    }
    project = new HostileProject({});
  });

  test("of the environment, neither in what is built nor where it fails", async () => {
    const env = Object.fromEntries(
      ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "MONITORGEN_TOKEN", "SLACK_WEBHOOK", "HOME", "USER"].map(
        (name, at) => [name, `planted-${at}-${PLANTED[at]?.[0]}`],
      ),
    );
    const before = { ...process.env };
    Object.assign(process.env, env);
    try {
      project = new HostileProject(written(RICH, "yaml"));
      const built = await monitorgen(["build"], { cwd: project.root, env });
      expect(built.exit, built.stderr).toBe(0);
      mkdirSync(join(project.root, "tenants/globex"));
      const failing = await monitorgen(["build"], { cwd: project.root, env: { ...env, MONITORGEN_DEBUG: "1" } });
      expect(failing.exit).toBe(1);
      expect(`${traces(built)}${traces(failing)}`).not.toContain("planted");
    } finally {
      for (const name of Object.keys(env)) {
        const value = before[name];
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
  });

  test("of an error that is a bug of ours", async () => {
    project = new HostileProject({});
    for (const [text, hidden] of PLANTED) {
      const error = new Error(`can't read ${text}`);
      error.stack = `Error: x\n    at f (${text})`;
      const { stderr } = await monitorgen(["validate"], {
        cwd: project.root,
        env: { MONITORGEN_DEBUG: "1" },
        facade: { compileProject: () => Promise.reject(error) },
      });
      expect(stderr).toContain("internal: can't read");
      expect(stderr).not.toContain(hidden);
    }
  });
});
