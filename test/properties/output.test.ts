import fc from "fast-check";
import { CORE_SCHEMA, dump, load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { parse as parseYaml, stringify } from "yaml";
import { readShipped } from "../../src/load/shipped.ts";
import { compile } from "../../src/program/compile.ts";
import type { Program } from "../../src/program/program.ts";
import { parseText } from "../../src/program/text.ts";
import { parse } from "../../src/promql/syntax/parse.ts";
import { selectors } from "../../src/promql/syntax/walk.ts";
import { emitShared } from "../../src/targets/index.ts";
import { type Data, shared } from "./declared.ts";
import { bytes, completely, programOf, quickly } from "./emitted.ts";
import { labelValue, lineText, longText, tenant, tenants, told, withoutPlaceholders } from "./tenants.ts";

/** The same data with the keys of every record in another order. */
function shuffled(data: unknown, seed: number): unknown {
  if (Array.isArray(data)) return data.map((item: unknown) => shuffled(item, seed));
  if (typeof data !== "object" || data === null) return data;
  const rank = (key: string) =>
    [...`${key}${seed}`].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7);
  const entries = Object.entries(data).sort(([a], [b]) => rank(a) - rank(b));
  return Object.fromEntries(entries.map(([key, value]) => [key, shuffled(value, seed)]));
}

const isData = (value: unknown): value is Data => typeof value === "object" && value !== null;

describe("same input, same bytes:", () => {
  test("twice, and with every record's keys in another order", () => {
    fc.assert(
      fc.property(tenant, fc.nat(1000), (declaration, seed) => {
        const first = bytes(quickly(programOf(declaration)));
        expect(bytes(quickly(programOf(declaration)))).toEqual(first);
        const other = shuffled(declaration, seed);
        expect(isData(other) && bytes(quickly(programOf(other)))).toEqual(first);
      }),
      { seed: 201, numRuns: 25 },
    );
  });

  test("dashboards, documents and the sidecar, too", async () => {
    await fc.assert(
      fc.asyncProperty(tenant, fc.nat(1000), async (declaration, seed) => {
        const first = bytes(await completely(programOf(declaration)));
        const other = shuffled(declaration, seed);
        expect(isData(other) && bytes(await completely(programOf(other)))).toEqual(first);
      }),
      { seed: 202, numRuns: 2 },
    );
  }, 60_000);

  test("of what is merged, whatever the order of the tenants", () => {
    fc.assert(
      fc.property(tenants, (declarations) => {
        const programs = declarations.map((one) => programOf(one));
        const first = bytes(emitShared(programs, readShipped));
        expect(bytes(emitShared([...programs].reverse(), readShipped))).toEqual(first);
      }),
      { seed: 203, numRuns: 30 },
    );
  });
});

test("an environment of which a tenant says nothing differs only in where it is", () => {
  const here = (text: string) =>
    text.replaceAll("staging.example.com", "example.com").replaceAll(/--staging(?=--)/g, "");
  fc.assert(
    fc.property(tenant, (declaration) => {
      const quiet = { ...declaration, environments: {} };
      const rules = (environment: string) =>
        Object.entries(bytes(quickly(programOf(quiet, { environment })))).filter(([path]) =>
          path.startsWith("prometheus"),
        );
      const short = rules("staging").every(([, text]) => !/d\/[a-z0-9-]{27}-[0-9a-f]{12}/.test(text));
      fc.pre(short);
      expect(rules("staging").map(([path, text]) => [path, here(text)])).toEqual(rules("production"));
    }),
    { seed: 204, numRuns: 20 },
  );
});

test("a broken tenant changes no byte of another's", () => {
  const broken = (declaration: Data) => ({
    ...declaration,
    alerts: { Wrong: { severity: 5 } },
    metrics: null,
    teams: [5],
  });
  fc.assert(
    fc.property(tenants, (declarations) => {
      const [good, bad] = declarations;
      if (good === undefined || bad === undefined) throw new Error("two tenants");
      const common = shared();
      const all = [...common.environments.values()];
      const alone = compile({ folder: String(good.tenant), declaration: good, mistakes: [] }, common, all);
      const wrong = compile({ folder: String(bad.tenant), declaration: broken(bad), mistakes: [] }, common, all);
      const beside = compile({ folder: String(good.tenant), declaration: good, mistakes: [] }, common, all);
      expect(wrong.findings.some(({ kind }) => kind.severity === "error")).toBe(true);
      expect(beside.programs.map((one) => bytes(quickly(one)))).toEqual(
        alone.programs.map((one) => bytes(quickly(one))),
      );
    }),
    { seed: 205, numRuns: 20 },
  );
});

test("each YAML file says the same to js-yaml and to yaml, and what either writes to the other", () => {
  fc.assert(
    fc.property(tenant, (declaration) => {
      for (const { path, content } of quickly(programOf(declaration))) {
        if (!path.endsWith(".yaml")) continue;
        const read: unknown = parseYaml(content);
        expect(load(content, { schema: CORE_SCHEMA })).toEqual(read);
        expect(load(stringify(read), { schema: CORE_SCHEMA })).toEqual(read);
        expect(parseYaml(dump(read))).toEqual(read);
        expect(parseYaml(content, { version: "1.1" })).toEqual(read);
      }
    }),
    { seed: 206, numRuns: 25 },
  );
});

interface Rule {
  readonly alert?: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

function alertRules(program: Program): ReadonlyMap<string, Rule> {
  const files = quickly(program).filter(({ kind }) => kind === "prometheus-rules");
  const rules = files.flatMap(({ content }): Rule[] =>
    parseYaml(content).groups.flatMap((group: { rules: Rule[] }) => group.rules),
  );
  return new Map(rules.flatMap((rule) => (rule.alert === undefined ? [] : [[rule.alert, rule]])));
}

// What Prometheus's templates make of what was emitted: only these three forms occur.
function rendered(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(
    /\{\{ (?:"(\{+)"|\$labels\.(\w+)|\$value \| (\w+)) \}\}/g,
    (_, brace: string | undefined, label: string | undefined) =>
      brace ?? (label === undefined ? (values.value ?? "") : (values[label] ?? "")),
  );
}

test("names and texts land as themselves", () => {
  const texts = fc.record({
    value: labelValue,
    summary: told(lineText),
    description: told(longText),
    runbook: withoutPlaceholders(longText),
    area: lineText,
  });
  fc.assert(
    fc.property(tenant, texts, (declaration, { value, summary, description, runbook, area }) => {
      const metrics = { t: { type: "gauge", help: "T.", unit: "ratio", labels: { kind: [value, "b", "c"] } } };
      const where = { kind: value };
      const when = { op: "above", left: { op: "metric", metric: "t", where }, bound: "50%" };
      const list = { op: "above", left: { op: "metric", metric: "t", where: { kind: [value, "c"] } }, bound: "50%" };
      const common = { severity: "page", owner: "music", summary, description, runbook, labels: { area } };
      const alerts = { Hostile: { ...common, when }, HostileList: { ...common, when: list } };
      const small = {
        ...declaration,
        metrics,
        alerts,
        scrapes: {},
        slos: {},
        drift: {},
        security: {},
        detectors: {},
        recordings: {},
        dashboards: {},
      };
      const rules = alertRules(programOf(small));
      const rule = rules.get("Hostile");
      const written = (text: string) =>
        parseText(text)
          .map((part) => ("literal" in part ? part.literal : "<50%>"))
          .join("");
      const values = { value: "<50%>", kind: value };
      expect(rendered(rule?.annotations.summary ?? "", values)).toBe(written(summary));
      expect(rendered(rule?.annotations.description ?? "", values)).toBe(written(description));
      expect(rendered(rule?.annotations.recommendation ?? "", values)).toBe(runbook);
      expect(rule?.labels).toEqual({ area, severity: "page", team: "music", tenant: declaration.tenant });
      const matcher = (name: string) => {
        const { expr } = parse(rules.get(name)?.expr ?? "");
        return expr === undefined ? undefined : selectors(expr)[0]?.matchers.find(({ label }) => label === "kind");
      };
      expect(matcher("Hostile")).toMatchObject({ operator: "=", value });
      const pattern = matcher("HostileList");
      expect(pattern?.operator).toBe("=~");
      const whole = new RegExp(`^(?:${pattern?.value})$`, "s");
      expect([value, "c", "b", `${value}x`].map((one) => whole.test(one))).toEqual([true, true, false, false]);
    }),
    { seed: 207, numRuns: 80 },
  );
});
