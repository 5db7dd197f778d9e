import { expect, test } from "vitest";
import { alertOn, findings, foundIn, metricNode } from "./checked.ts";
import { condition } from "./condition.ts";

test.each([
  ["up", "MG2103 ‹up›"],
  ["(up)", "MG2103 ‹up›"],
  ["-up", "MG2103 ‹-up›"],
  ["sum(up)", "MG2103 ‹sum(up)›"],
  ["rate(http_requests_total[5m])", "MG2103 ‹rate(http_requests_total[5m])›"],
  ["up == bool 0", "MG2103 ‹up == bool 0›"],
  ["up * 2", "MG2103 ‹up * 2›"],
  ["up == 0 or memory_used_ratio", "MG2103 ‹memory_used_ratio›"],
])("%s compares nothing", (when, found) => expect(foundIn(condition, when)).toEqual([found]));

test.each([
  "up == 0",
  "absent(up)",
  "absent_over_time(up[5m])",
  "count(up == 0)",
  "abs(up == 0)",
  "(up == 0) * 2",
  "up == 0 and memory_used_ratio",
  "up unless memory_used_ratio",
  "up == 0 or absent(up)",
])("%s comes and goes", (when) => expect(foundIn(condition, when)).toEqual([]));

test("the builder's condition is shown where it is used", () => {
  const [found] = findings(condition, alertOn(metricNode("memory_used_ratio")));
  expect(found?.place).toEqual({ path: ["alerts", "Wrong", "when"], part: "use" });
});
