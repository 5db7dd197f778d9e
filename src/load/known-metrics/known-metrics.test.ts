import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { loadKnownMetrics } from "./index.ts";

const folder = mkdtempSync(join(tmpdir(), "known-metrics-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function known(file: string, text: string) {
  writeFileSync(join(folder, file), text);
  return loadKnownMetrics(folder, folder, file);
}

const inWords = ({ series, names }: ReturnType<typeof known>): readonly string[] => [
  ...series.map(({ name, type, unit }) => `${name} ${type}${unit === "" ? "" : ` of ${unit}`}`),
  ...names,
];

test("names, one a line, are known and nothing more", () => {
  expect(inWords(known("names.txt", "# what we have\nup\n\nhttp_requests_total\n"))).toEqual([
    "up",
    "http_requests_total",
  ]);
});

test("what a target exposes has types, and units by names or words of its own", () => {
  const exposed = `# HELP http_requests_total Requests.
# TYPE http_requests_total counter
http_requests_total{code="200"} 12 1700000000
# TYPE pause_seconds histogram
pause_seconds_bucket{le="1"} 1
pause_seconds_sum 0.3
# TYPE memory gauge
# UNIT memory bytes
memory 3
# TYPE rpc_seconds summary
rpc_seconds{quantile="0.5"} 1
# TYPE odd unknown
odd 1
`;
  expect(inWords(known("exposed.txt", exposed)).toSorted()).toEqual([
    "http_requests_total counter",
    "memory gauge of bytes",
    "odd",
    "pause_seconds",
    "pause_seconds_bucket bucket of events",
    "pause_seconds_count counter of events",
    "pause_seconds_sum counter of seconds",
    "rpc_seconds",
    "rpc_seconds_count counter of events",
    "rpc_seconds_sum counter of seconds",
  ]);
});

test("what Prometheus's API answers of metadata, or of names", () => {
  const metadata = {
    status: "success",
    data: { jobs: [{ type: "counter", help: "", unit: "" }], gone: [], load: [{ type: "gauge" }] },
  };
  expect(inWords(known("metadata.json", JSON.stringify(metadata)))).toEqual([
    "jobs counter",
    "jobs_total counter",
    "load gauge",
  ]);
  expect(inWords(known("answer", '{"status":"success","data":["up","load"]}'))).toEqual(["up", "load"]);
  expect(inWords(known("list.json", '["up"]'))).toEqual(["up"]);
});

test("metrics as in a tenant's declaration have labels and ranges, too, and their mistakes a place", () => {
  const { series, diagnostics } = known(
    "m.yaml",
    "metrics:\n  load: { type: gauge, help: Load., unit: ratio, labels: { host: [a, b] } }\n",
  );
  expect(diagnostics).toEqual([]);
  expect(series.find(({ name }) => name === "load")).toMatchObject({ unit: "ratio", range: { from: 0, to: 1 } });
  const wrong = known("wrong.yaml", "metrics:\n  load: { type: gage, help: Load. }\n").diagnostics;
  expect(wrong).toMatchObject([{ at: { file: "wrong.yaml", line: 2 } }]);
});

test.each([
  ["notes.txt", "up\nthese are my metrics\n", 2],
  ["empty.json", "{}", 1],
  ["null.json", '{"data": null}', 1],
  ["list.yaml", "- {}\n", 1],
])("%s is no list of metrics", (file, text, line) => {
  expect(known(file, text).diagnostics).toMatchObject([{ kind: { code: "MG2816" }, at: { file, line } }]);
});

test("what can't be read is told as it is of other files", () => {
  expect(known("broken.json", '{"data": [').diagnostics).toMatchObject([{ kind: { code: "MG1060" } }]);
  expect(loadKnownMetrics(folder, folder, "none.txt").diagnostics).toMatchObject([{ kind: { code: "MG1008" } }]);
});
