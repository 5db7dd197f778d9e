import { expect, test } from "vitest";
import type { Artifact } from "../../../targets/artifact.ts";
import { strays } from "./index.ts";

const artifact = (kind: string, path: string, content: string): Artifact => ({ kind, path, content, origins: [] });
const config = (text: string): Artifact => artifact("alertmanager-config", "alertmanager/alertmanager.yaml", text);
const tests = (data: unknown): Artifact =>
  artifact("alertmanager-tests", "alertmanager/tests.json", JSON.stringify(data));

const ROUTED = config(`
route:
  receiver: rest
  routes:
    - matchers: [team="music"]
      receiver: music
      continue: true
    - matchers: [severity="page"]
      receiver: pager
receivers: [{ name: rest }, { name: music }, { name: pager }]
`);
const playing = { name: "Silence", labels: { team: "music", severity: "page" } };

test("an alert that arrives where its team said is none", () => {
  expect(strays([ROUTED, tests({ tests: [{ ...playing, receivers: ["music", "pager"] }] })])).toEqual([]);
});

test.each([
  [["music"], "music", "music and pager"],
  [[], "nobody", "music and pager"],
])("one that does not is told, with who hears of it instead of %j", (receivers, expected, actual) => {
  expect(strays([ROUTED, tests({ tests: [{ ...playing, receivers }] })])).toEqual([
    { alert: "Silence", expected, actual },
  ]);
});

test("a configuration that Alertmanager refuses leads every alert astray", () => {
  expect(strays([config("route: { receiver: nobody }\nreceivers: []\n")])).toEqual([
    { alert: "every alert", expected: "its team", actual: expect.stringContaining('no receiver is named "nobody"') },
  ]);
});

test.each([
  ["no configuration", [tests({ tests: [{ ...playing, receivers: [] }] })]],
  ["no tests", [ROUTED]],
  ["tests of another form", [ROUTED, tests({ tests: "all" })]],
  ["tests that are a list", [ROUTED, tests([playing])]],
  ["tests that are empty", [ROUTED, tests(null)]],
])("where there is or are %s, nothing can be told", (_, artifacts) => {
  expect(strays(artifacts)).toEqual([]);
});
