import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RoutingConfig } from "../../../../routing/config.ts";
import { inhibitedBy } from "../../../../routing/inhibition.ts";
import type { Labels } from "../../../../routing/matchers.ts";
import { readRouting } from "../../../../routing/read-config.ts";
import { notifications, routingTree } from "../../../../routing/resolve.ts";
import { type RouteNode, walk } from "../../../../routing/tree.ts";
import { routingFindings } from "./index.ts";
import type { RaisedAlert } from "./raised.ts";

const VALUES: Readonly<Record<string, readonly string[]>> = {
  alertname: ["Down", "Slow", "Odd"],
  severity: ["critical", "warning", "info"],
  team: ["music", "platform"],
};
const NAMES = Object.keys(VALUES);

const matcher = fc.constantFrom(...NAMES).chain((name) =>
  fc.oneof(
    fc.constantFrom(...(VALUES[name] ?? [])).map((value) => `${name}="${value}"`),
    fc.constantFrom(...(VALUES[name] ?? [])).map((value) => `${name}!="${value}"`),
    fc.constant(`${name}=~"${(VALUES[name] ?? []).slice(0, 2).join("|")}"`),
    fc.constantFrom(`${name}=~".+"`, `${name}!~".*o.*"`, `${name}=~"[A-Zm].*"`, `${name}=""`),
  ),
);
const matchers = fc.array(matcher, { maxLength: 2 });

interface Written {
  readonly matchers: readonly string[];
  readonly receiver: string;
  readonly continue: boolean;
  readonly routes: readonly Written[];
}

const routes: fc.Arbitrary<readonly Written[]> = fc.letrec<{ routes: readonly Written[] }>((tie) => ({
  routes: fc.array(
    fc.record({
      matchers,
      receiver: fc.constantFrom("a", "b", "c", "d"),
      continue: fc.boolean(),
      routes: fc.oneof({ maxDepth: 2 }, fc.constant([]), tie("routes")),
    }),
    { maxLength: 4 },
  ),
})).routes;

const rule = fc.record({
  source_matchers: matchers,
  target_matchers: matchers,
  equal: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 2 }),
});

const alerts: fc.Arbitrary<readonly RaisedAlert[]> = fc
  .uniqueArray(
    fc.record({
      name: fc.constantFrom(...(VALUES["alertname"] ?? [])),
      severity: fc.subarray([...(VALUES["severity"] ?? [])], { minLength: 1 }),
      team: fc.subarray(["", ...(VALUES["team"] ?? [])], { minLength: 1 }),
    }),
    { minLength: 1, maxLength: 3, selector: ({ name }) => name },
  )
  .map((all) => all.map(({ name, ...labels }) => ({ name, labels: { alertname: [name], ...labels }, isOpen: false })));

const documents = fc.record({
  route: routes.map((children) => ({ receiver: "rest", routes: children })),
  receivers: fc.constant(
    ["rest", "a", "b", "c", "d"].map((name) => ({ name, webhook_configs: [{ url: "http://x" }] })),
  ),
  inhibit_rules: fc.array(rule, { maxLength: 3 }),
});

function labelSets(raised: readonly RaisedAlert[]): readonly Labels[] {
  return raised.flatMap(({ labels }) =>
    Object.entries(labels).reduce<readonly Labels[]>(
      (sets, [name, values = []]) => sets.flatMap((set) => values.map((value) => ({ ...set, [name]: value }))),
      [{}],
    ),
  );
}

function configOf(document: object) {
  return readRouting(document).config ?? expect.fail("no route");
}

const UNREACHED = new Set(["MG2604", "MG2605", "MG2606"]);

const told = (document: object, raised: readonly RaisedAlert[]) =>
  routingFindings(document, raised).map(({ kind, place }) => ({ code: kind.code, at: place.path }));

/** Whether a label set enters a route, whoever sends its notification in the end. */
function enters(root: RouteNode, node: RouteNode, sent: readonly RouteNode[]): boolean {
  return sent.some((one) => node.origin.every((step, index) => one.origin[index] === step)) || node === root;
}

/** Whether it waits for a severity that no alert has yet: one that had it would get there. */
function isPrepared(config: RoutingConfig, node: RouteNode, raised: readonly RaisedAlert[]): boolean {
  const severities = node.matchers.filter(({ name, operator }) => name === "severity" && operator === "=");
  const root = routingTree(config);
  return severities.some(({ value }) =>
    labelSets(raised)
      .map((labels) => notifications(config, { ...labels, severity: value }).map(({ route }) => route))
      .some((sent) => enters(root, node, sent)),
  );
}

const RUNS = 120;

describe("for random routes, inhibitions and alerts whose labels are all known", () => {
  test("a route is told to be out of reach exactly where no label set of any alert gets there", () => {
    let unreached = 0;
    fc.assert(
      fc.property(documents, alerts, (document, raised) => {
        const config = configOf(document);
        const root = routingTree(config);
        const sent = labelSets(raised).map((labels) => notifications(config, labels).map(({ route }) => route));
        const all = told(document, raised);
        const found = all.filter(({ code }) => UNREACHED.has(code));
        const isTold = (node: RouteNode) =>
          found.some(
            ({ at }) =>
              node.origin.every((step, index) => at[index] === step) &&
              !["routes"].includes(String(at[node.origin.length])),
          );
        const parents = new Map(walk(root).flatMap((node) => node.routes.map((child) => [child, node] as const)));
        for (const [node, parent] of parents) {
          const isReached = sent.some((nodes) => enters(root, node, nodes));
          const isBelowReached = sent.some((nodes) => enters(root, parent, nodes));
          if (isReached) expect(isTold(node)).toBe(false);
          else if (isBelowReached && node.matchers.length > 0) {
            unreached++;
            const isUnknown = all.some(
              ({ code, at }) => /260[78]/.test(code) && node.origin.every((step, index) => at[index] === step),
            );
            expect([node.key, isTold(node) || isUnknown || isPrepared(config, node, raised)]).toEqual([node.key, true]);
          }
        }
      }),
      { numRuns: RUNS, seed: 20261120 },
    );
    expect(unreached).toBeGreaterThan(RUNS / 4);
  });

  test("an inhibition is told to silence nothing exactly where it silences none of all label sets", () => {
    let idle = 0;
    fc.assert(
      fc.property(documents, alerts, (document, raised) => {
        const sets = labelSets(raised);
        const found = told(document, raised);
        for (const [index, one] of configOf(document).inhibitRules.entries()) {
          const applies = sets.some((labels) => inhibitedBy([one], labels, sets).length > 0);
          const codes = found.filter(({ at }) => at[0] === "inhibit_rules" && at[1] === index).map(({ code }) => code);
          if (applies) expect(codes).not.toContain("MG2622");
          else if (!one.equal.includes("alertname") && !codes.some((code) => /260[78]/.test(code))) {
            idle++;
            expect(codes).toContain("MG2622");
          }
        }
      }),
      { numRuns: RUNS, seed: 20261121 },
    );
    expect(idle).toBeGreaterThan(RUNS / 4);
  });

  test("continue is told to change nothing only where it does", () => {
    let useless = 0;
    fc.assert(
      fc.property(documents, alerts, (document, raised) => {
        const config = configOf(document);
        const sets = labelSets(raised);
        const answers = (of: object) =>
          sets.map((labels) =>
            notifications(configOf(of), labels)
              .map(({ route }) => route.origin.join("/"))
              .join(" "),
          );
        const before = answers(document);
        for (const { code, at } of told(document, raised).filter((one) => one.code === "MG2609")) {
          const changed = JSON.parse(JSON.stringify(document));
          const route = at.slice(0, -1).reduce((node, step) => node[step], changed);
          route.continue = false;
          useless++;
          expect([code, answers(changed)]).toEqual([code, before]);
        }
        expect(config.receivers.length).toBe(5);
      }),
      { numRuns: RUNS, seed: 20261122 },
    );
    expect(useless).toBeGreaterThan(RUNS / 8);
  });
});
