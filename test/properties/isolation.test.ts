import fc from "fast-check";
import { dump } from "js-yaml";
import { describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { verifyEnforced } from "../../src/promql/enforce/enforce.ts";
import { parse } from "../../src/promql/syntax/parse.ts";
import type { Artifact } from "../../src/targets/artifact.ts";
import { escapes } from "../../src/verify/proofs/tenancy/index.ts";
import { base, type Data, requestsFail } from "./declared.ts";
import { completely, programOf, quickly } from "./emitted.ts";
import { tenant } from "./tenants.ts";

const pinOf = (declaration: Data) => ({ label: "tenant", value: String(declaration.tenant) });

// Every expression of the emitted rules, read with no help from the proof.
function expressions(data: unknown): readonly string[] {
  if (Array.isArray(data)) return data.flatMap(expressions);
  if (typeof data !== "object" || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => (key === "expr" ? [String(value)] : expressions(value)));
}

describe("whatever a tenant declares, its files are limited to it:", () => {
  test("rules, scrapes, routes, inhibitions and indices", () => {
    fc.assert(
      fc.property(tenant, (declaration) => {
        const pin = pinOf(declaration);
        const artifacts = quickly(programOf(declaration));
        expect(escapes(artifacts, pin)).toEqual([]);
        const rules = artifacts.filter(({ kind }) => kind === "prometheus-rules");
        for (const text of rules.flatMap(({ content }) => expressions(parseYaml(content)))) {
          const { expr } = parse(text);
          expect(expr && verifyEnforced(expr, pin)).toEqual([]);
        }
      }),
      { seed: 101, numRuns: 50 },
    );
  });

  test("dashboards, documents and the sidecar, too", async () => {
    await fc.assert(
      fc.asyncProperty(tenant, async (declaration) => {
        expect(escapes(await completely(programOf(declaration)), pinOf(declaration))).toEqual([]);
      }),
      { seed: 102, numRuns: 2 },
    );
  }, 60_000);

  test("and to no other: each tenant's files are refused as any other's", () => {
    fc.assert(
      fc.property(tenant, fc.constantFrom("acm", "acme-eu-wes", "globex", ""), (declaration, value) => {
        expect(escapes(quickly(programOf(declaration)), { label: "tenant", value })).not.toEqual([]);
      }),
      { seed: 103, numRuns: 20 },
    );
  });
});

/** A tenant with something of every kind. */
const rich = {
  ...base,
  scrapes: { api: { targets: ["api:9100"], metrics: ["http_requests_total"] } },
  recordings: { "service:http_requests:rate5m": { expr: "sum by (service) (rate(http_requests_total[5m]))" } },
  alerts: {
    RequestsFail: requestsFail,
    SearchFails: {
      ...requestsFail,
      when: 'sum(rate(http_requests_total{service="search"}[5m])) > 5',
      causedBy: ["RequestsFail"],
    },
  },
  slos: {
    availability: {
      objective: "99.9%",
      errors: 'http_requests_total{status=~"5.."}',
      total: "http_requests_total",
      owner: "music",
    },
  },
  drift: {
    tempo: {
      of: "tempo_bpm",
      current: "1d",
      reference: "7d",
      tests: [
        { test: "psi", page: 0.2 },
        { test: "ks", info: 0.1 },
      ],
      owner: "music",
    },
  },
  security: { Guessing: { events: "failed_logins_total", by: ["account"], severity: "page", owner: "music" } },
  detectors: { Odd: { detector: "iqr", watch: "memory_used_ratio", severity: "ticket", owner: "music" } },
  dashboards: {
    "system-overview": { type: "system-overview" },
    api: {
      type: "api-performance",
      requests: "http_requests_total",
      errors: 'http_requests_total{status=~"5.."}',
      latency: "latency_seconds",
      by: "service",
    },
    own: {
      type: "panels",
      title: "Own",
      panels: [{ title: "Memory", show: "avg(memory_used_ratio) / avg(memory_used_ratio)" }],
    },
  },
  logs: { api: { retention: "30d" } },
};

type Edit = (data: unknown) => unknown;

interface Mutant {
  readonly where: string;
  readonly edit: Edit;
}

/** A copy of data in which one place is edited; undefined takes it out. */
function edited(data: unknown, [step, ...rest]: readonly (string | number)[], change: Edit): unknown {
  if (step === undefined) return change(data);
  if (Array.isArray(data)) {
    return data.flatMap((item: unknown, index) =>
      index === step ? [edited(item, rest, change)].filter((one) => one !== undefined) : [item],
    );
  }
  const entries = Object.entries(Object(data)).map(([key, value]) => [
    key,
    key === step ? edited(value, rest, change) : value,
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function leaves(
  data: unknown,
  path: readonly (string | number)[] = [],
): readonly (readonly [readonly (string | number)[], string])[] {
  if (typeof data === "string") return [[path, data]];
  if (typeof data !== "object" || data === null) return [];
  if (Array.isArray(data)) return data.flatMap((item: unknown, index) => leaves(item, [...path, index]));
  return Object.entries(data).flatMap(([key, value]) => leaves(value, [...path, key]));
}

const PINNED = /tenant="acme"/g;
const replaced = (text: string, at: number, by: string) =>
  `${text.slice(0, at)}${by}${text.slice(at + 'tenant="acme"'.length)}`;

/** One for each place at which a file says whose it is. */
function mutants(data: unknown): readonly Mutant[] {
  return leaves(data).flatMap(([path, text]): readonly Mutant[] => {
    const where = path.join("/");
    const key = path.at(-1);
    const inList = path.at(-2);
    if ((key === "tenant" && inList === "labels") || (inList === "equal" && text === "tenant"))
      return [{ where, edit: (all) => edited(all, path, () => undefined) }];
    if (/matchers$/.test(String(inList)) && text === 'tenant="acme"')
      return [{ where, edit: (all) => edited(all, path, () => undefined) }];
    if (inList === "index_patterns" || key === "index_patterns") {
      return ["logs-*", text.replace(".", "*"), text.replace("acme", "globex"), `${text}*`].map((other) => ({
        where: `${where} ${other}`,
        edit: (all) => edited(all, path, () => other),
      }));
    }
    return [...text.matchAll(PINNED)].flatMap(({ index }) =>
      ["", 'tenant="globex"', 'tenant=~"acme.*"', 'tenant!="acme"'].map((by) => ({
        where: `${where}@${index} ${by}`,
        edit: (all) => edited(all, path, () => replaced(text, index, by)),
      })),
    );
  });
}

const PROVEN = [
  "prometheus-rules",
  "prometheus-scrape",
  "alertmanager-config",
  "grafana-dashboard",
  "sidecar-config",
  "elasticsearch-index-template",
];

describe("the proof is sensitive: without any one of what limits a file, it reports", async () => {
  const pin = { label: "tenant", value: "acme" };
  const all = (await completely(programOf(rich))).filter(({ kind }) => PROVEN.includes(kind));

  test("each kind of file is there", () => {
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(PROVEN));
    expect(escapes(all, pin)).toEqual([]);
  });

  test.each(all.map((artifact) => [artifact.path, artifact] as const))("%s", (path, artifact: Artifact) => {
    const isYaml = path.endsWith(".yaml");
    const data: unknown = isYaml ? parseYaml(artifact.content) : JSON.parse(artifact.content);
    const every = mutants(data);
    expect(every.length).toBeGreaterThan(0);
    const survivors = every.filter(({ edit }) => {
      const content = isYaml ? dump(edit(data)) : JSON.stringify(edit(data));
      return escapes([{ ...artifact, content }], pin).length === 0;
    });
    expect(survivors.map(({ where }) => where)).toEqual([]);
  });
});
