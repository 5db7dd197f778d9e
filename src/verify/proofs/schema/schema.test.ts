import { expect, test } from "vitest";
import { ownNames, samples } from "../../../../test/fixtures/artifact-samples.ts";
import { artifactsOfKind } from "../../../../test/fixtures/artifacts.ts";
import { readShipped } from "../../../load/shipped.ts";
import { checkArtifacts, Judges } from "./index.ts";

const all = new Map<string, readonly unknown[]>([
  ...Object.entries(samples).map(([kind, value]) => [kind, [value]] as const),
  ...artifactsOfKind(["elasticsearch-component-template", "elasticsearch-index-template", "elasticsearch-ilm"]),
]);
const kinds = [...all].map(([kind, values]) => ({ kind, values }));

const shipped = new Judges(readShipped);

const fileName = (index: number): string => `${String(index).padStart(4, "0")}.json`;

const check = (kind: string, values: readonly unknown[]) =>
  checkArtifacts(
    values.map((value, index) => ({ path: fileName(index), content: JSON.stringify(value), kind })),
    shipped,
  );

interface Misspelt {
  readonly value: unknown;
  readonly pointer: string;
  readonly key: string;
}

/** The value once for each of its keys, at all depths, with that key misspelt. */
function* misspelt(value: unknown, pointer = ""): Generator<Misspelt> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      for (const one of misspelt(item, `${pointer}/${index}`)) yield { ...one, value: value.with(index, one.value) };
    }
  } else if (typeof value === "object" && value !== null) yield* misspeltKeys(Object.entries(value), pointer);
}

function* misspeltKeys(entries: readonly (readonly [string, unknown])[], pointer: string): Generator<Misspelt> {
  for (const [key, inner] of entries) {
    yield { value: renamed(entries, key, typo(key)), pointer: `${pointer}/${typo(key)}`, key };
    for (const one of ownNames.has(key)
      ? belowOwnNames(inner, `${pointer}/${key}`)
      : misspelt(inner, `${pointer}/${key}`)) {
      yield { ...one, value: replaced(entries, key, one.value) };
    }
  }
}

function* belowOwnNames(value: unknown, pointer: string): Generator<Misspelt> {
  const entries = Object.entries(value ?? {});
  for (const [name, inner] of entries) {
    for (const one of misspelt(inner, `${pointer}/${name}`))
      yield { ...one, value: replaced(entries, name, one.value) };
  }
}

type Entries = readonly (readonly [string, unknown])[];

const renamed = (entries: Entries, key: string, other: string) =>
  Object.fromEntries(entries.map(([name, value]) => [name === key ? other : name, value]));

const replaced = (entries: Entries, key: string, other: unknown) =>
  Object.fromEntries(entries.map(([name, value]) => [name, name === key ? other : value]));

const typo = (key: string): string => `${key.slice(0, -1)}${key.at(-1) === "x" ? "q" : "x"}`;

test.each(kinds)("a good file of the kind $kind passes", async ({ kind, values }) => {
  expect(await check(kind, values)).toEqual([]);
});

test.each(kinds)(
  "each misspelt key of the kind $kind, at every depth, is refused where it stands",
  async ({ kind, values }) => {
    const faults = values.flatMap((value) => [...misspelt(value)]);
    const found = await check(
      kind,
      faults.map(({ value }) => value),
    );
    const unknown = new Map(
      found.filter(({ message }) => message.startsWith("unknown key")).map((one) => [one.path + one.pointer, one]),
    );
    const missed = faults.filter(({ pointer }, index) => !unknown.has(fileName(index) + pointer));
    expect(missed.map(({ pointer }) => pointer)).toEqual([]);
    expect(faults.length).toBeGreaterThan(4);
    const guessed = faults.filter(({ pointer, key }, index) => unknown.get(fileName(index) + pointer)?.nearest === key);
    // Keys of two letters have no near neighbours, and `ref` is as near to others as to itself.
    expect(guessed.length / faults.length).toBeGreaterThan(0.9);
  },
);

test("what else a schema asks for is refused in words, without the value that was found", async () => {
  const rules = (rule: object) => ({ groups: [{ name: "a", rules: [rule] }] });
  expect(await check("prometheus-rules", [rules({ alert: "A", for: "5 minutes" })])).toEqual([
    { path: "0000.json", pointer: "/groups/0/rules/0", message: 'lacks the key "expr"' },
    { path: "0000.json", pointer: "/groups/0/rules/0/for", message: expect.stringContaining("must match pattern") },
  ]);
  const scrape = { scrape_configs: [{ job_name: "a", scheme: "htps" }] };
  expect(await check("prometheus-scrape", [scrape])).toEqual([
    { path: "0000.json", pointer: "/scrape_configs/0/scheme", message: "must be http or https", nearest: "https" },
  ]);
  const secret = { scrape_configs: [{ job_name: "a", scheme: 5, authorization: { credentials: "hunter2" } }] };
  expect(JSON.stringify(await check("prometheus-scrape", [secret]))).not.toContain("hunter2");
});

test("a misspelt key is not reported a second time as missing", async () => {
  expect(await check("alertmanager-tests", [{ tests: [{ name: "a", labels: {}, recievers: [] }] }])).toEqual([
    { path: "0000.json", pointer: "/tests/0/recievers", message: 'unknown key "recievers"', nearest: "receivers" },
  ]);
});

test("a rule either records or alerts, and a recording rule does not wait", async () => {
  const group = (...rules: object[]) => ({ groups: [{ name: "a", rules }] });
  const pointers = async (value: object) =>
    (await check("prometheus-rules", [value])).map(({ pointer, message }) => `${pointer} ${message}`);
  expect(await pointers(group({ expr: "a" }))).toEqual(['/groups/0/rules/0 lacks the key "alert"']);
  expect(await pointers(group({ expr: "a", alert: "A", record: "a" }))).toEqual([
    "/groups/0/rules/0 has none of the allowed forms",
  ]);
  expect(await pointers(group({ expr: "a", record: "a", for: "5m" }))).toEqual([
    "/groups/0/rules/0/for must not stand here",
  ]);
});

test("among the forms of a union the key that none of them knows is the mistake", async () => {
  const provisioned = {
    apiVersion: 1,
    datasources: [{ name: "Prometheus", type: "prometheus", uid: "a", acess: "proxy", url: "https://p" }],
  };
  const found = await check("grafana-datasources", [provisioned]);
  expect(found).toStrictEqual([
    {
      path: "0000.json",
      pointer: "/datasources/0/acess",
      message: 'unknown key "acess"',
      nearest: "access",
    },
  ]);
});

test("a constant, a bound and a key with a slash are named as they are", async () => {
  const found = await check("manifest", [{ ...Object(samples["manifest"]), version: 0, "a/b~c": 1 }]);
  expect(found).toEqual([
    { path: "0000.json", pointer: "/a~1b~0c", message: 'unknown key "a/b~c"' },
    { path: "0000.json", pointer: "/version", message: "must be >= 1" },
  ]);
  const [sbom] = await check("sbom", [{ ...Object(samples["sbom"]), specVersion: "1.5" }]);
  expect(sbom?.message).toBe('must be "1.6"');
});

test("YAML is read as YAML, and a key that stands twice is a mistake", async () => {
  const yaml = (content: string) =>
    checkArtifacts([{ path: "a/b.yaml", content, kind: "alertmanager-tests" }], shipped);
  expect(await yaml("tests:\n  - name: a\n    labels: {}\n    receivers: []\n")).toEqual([]);
  const misspelt = await yaml("tests:\n  - name: a\n    label: {}\n    receivers: []\n");
  expect(misspelt.map(({ pointer }) => pointer)).toEqual(["/tests/0/label"]);
  expect(await yaml("tests: []\ntests: []\n")).toEqual([
    { path: "a/b.yaml", pointer: "", message: expect.stringMatching(/can't be read: .*duplicated/) },
  ]);
});

test("broken JSON, and a kind without a schema, are findings; other files are not looked at", async () => {
  const one = (path: string, content: string, kind: string) => checkArtifacts([{ path, content, kind }], shipped);
  expect((await one("a.json", "{", "manifest"))[0]?.message).toMatch(/can't be read/);
  expect(await one("a.json", "{}", "no-such-kind")).toEqual([
    { path: "a.json", pointer: "", message: "there is no schema for the kind no-such-kind" },
  ]);
  expect(await one("a.json", "{}", "../manifest")).toHaveLength(1);
  expect(await one("a.md", "{", "runbook")).toEqual([]);
  const broken = new Judges(() => "{");
  await expect(checkArtifacts([{ path: "a.json", content: "{}", kind: "manifest" }], broken)).rejects.toThrow(
    SyntaxError,
  );
});

test("a union inside a union, and one where nothing fits, end in one finding each", async () => {
  const schema = JSON.stringify({
    properties: {
      a: {
        oneOf: [
          { type: "object", properties: { b: { anyOf: [{ const: 1 }, { const: 2 }] } }, required: ["b"] },
          { type: "string" },
        ],
      },
      c: { anyOf: [{ type: "number" }, { type: "string" }] },
    },
  });
  const found = await checkArtifacts(
    [{ path: "a.json", content: '{"a":{"b":3},"c":[]}', kind: "x" }],
    new Judges(() => schema),
  );
  expect(found.map(({ pointer, message }) => `${pointer} ${message}`)).toEqual(["/a/b must be 1", "/c must be number"]);
});

test("files are checked in the order of their paths", async () => {
  const file = (path: string) => ({ path, content: "1", kind: "manifest" });
  const found = await checkArtifacts([file("b.json"), file("a.json"), file("c.json")], shipped);
  expect(found.map(({ path }) => path)).toEqual(["a.json", "b.json", "c.json"]);
});

test("a key that one form of a union knows is not called unknown beside one that none knows", async () => {
  const form = (own: string) => ({ type: "object", additionalProperties: false, properties: { kind: {}, [own]: {} } });
  const schema = JSON.stringify({ oneOf: [form("left"), form("right")] });
  const found = await checkArtifacts(
    [{ path: "a.json", content: '{"left":1,"kimd":2}', kind: "x" }],
    new Judges(() => schema),
  );
  expect(found).toEqual([{ path: "a.json", pointer: "/kimd", message: 'unknown key "kimd"', nearest: "kind" }]);
});

/** The value with a label more wherever it has labels. */
const labelled = (value: unknown, label: string): unknown => {
  if (Array.isArray(value)) return value.map((item) => labelled(item, label));
  if (typeof value !== "object" || value === null) return value;
  const inner = Object.entries(value).map(([key, item]) => {
    const isLabels = key.endsWith("labels") && typeof item === "object" && !Array.isArray(item);
    return [key, isLabels ? { ...item, [label]: "x" } : labelled(item, label)];
  });
  return Object.fromEntries(inner);
};

test.each(["prometheus-rules", "prometheus-tests", "prometheus-scrape", "alertmanager-tests"])(
  "a label in a file of the kind %s may have any name that Prometheus 3 takes, but an empty one",
  async (kind) => {
    const own = kinds.find((one) => one.kind === kind)?.values ?? [];
    for (const name of ["http.route", "valu\uFEFF", "größe", "a b"]) {
      const values = own.map((value) => labelled(value, name));
      expect(values).not.toEqual(own);
      expect(await check(kind, values)).toEqual([]);
    }
    const found = await check(
      kind,
      own.map((value) => labelled(value, "")),
    );
    expect(found.map(({ message }) => message)).toContain('unknown key ""');
  },
);
