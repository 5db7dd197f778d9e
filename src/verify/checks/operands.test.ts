import { expect, test } from "vitest";
import { foundIn } from "./checked.ts";
import { operands } from "./operands.ts";

const RATE = "sum by (service) (rate(http_requests_total[5m]))";

test.each([
  ["disk_free_bytes < memory_used_ratio", "MG2111"],
  ["disk_free_bytes + memory_used_ratio > 1", "MG2111"],
  [`${RATE} / sum(rate(http_requests_total[5m])) > 0.5`, "MG2114"],
  [`${RATE} > 1 unless up == 0`, "MG2114"],
  [`${RATE} / on (service, host) ${RATE} > 0.5`, ""],
  ["up == 0 and absent(up)", "MG2114"],
])("%s joins what doesn't go together", (when, code) => {
  expect(foundIn(operands, when).map((found) => found.slice(0, 6))).toEqual(code === "" ? [] : [code]);
});

test.each([
  `${RATE} / ${RATE} > 0.5`,
  `${RATE} / on () group_left () sum(rate(http_requests_total[5m])) > 0.5`,
  `sum by (service, status) (rate(http_requests_total[5m])) / ignoring (status) group_left () ${RATE} > 0.5`,
  "memory_used_ratio > 0.9 or up == 0",
  "memory_used_ratio > 0.9 and on (host) disk_free_bytes < 1e9",
  "memory_used_ratio * 100 > 90",
  "memory_used_ratio > scalar(sum(disk_free_bytes))",
])("%s goes together", (when) => expect(foundIn(operands, when)).toEqual([]));

test("a label that isn't there is another check's finding, and nothing follows from it", () => {
  const [rate, byPath] = ["rate(http_requests_total[5m])", "sum by (service, path) (rate(http_requests_total[5m]))"];
  expect(foundIn(operands, `${byPath} / sum by (status) (${rate}) > 1`)).toEqual([]);
  expect(foundIn(operands, `sum by (service) (${rate}) / sum by (status) (${rate}) > 1`)).toHaveLength(1);
});
