import { expect, test } from "vitest";
import { foundIn } from "./checked.ts";
import { windows } from "./windows.ts";

test.each([
  ["max_over_time(memory_used_ratio[5m:10m]) > 0.9", "MG2134 ‹memory_used_ratio[5m:10m]›"],
  ["max_over_time(memory_used_ratio[20s:]) > 0.9", "MG2134 ‹memory_used_ratio[20s:]›"],
  ["deriv(memory_used_ratio[5m:5m]) > 0.9", "MG2134 ‹memory_used_ratio[5m:5m]›"],
  ["max_over_time(memory_used_ratio[1h:15s]) > 0.9", "MG2135 ‹memory_used_ratio[1h:15s]›"],
  ["max_over_time(rate(http_requests_total[1d])[45d:1h]) > 1", "MG2119 ‹rate(http_requests_total[1d])[45d:1h]›"],
  [
    "max_over_time(max_over_time(memory_used_ratio[30d])[1d:1h] offset 20d) > 1",
    "MG2119 ‹max_over_time(memory_used_ratio[30d])[1d:1h] offset 20d›",
  ],
])("%s has the wrong steps, or looks too far back", (when, found) => expect(foundIn(windows, when)).toEqual([found]));

test.each([
  "max_over_time(memory_used_ratio[1h:5m]) > 0.9",
  "max_over_time(memory_used_ratio[5m:5m]) > 0.9",
  "deriv(memory_used_ratio[10m:5m]) > 0.9",
  "max_over_time(memory_used_ratio[1h:]) > 0.9",
  "max_over_time(rate(http_requests_total[1d])[44d:1h]) > 1",
])("%s is right", (when) => expect(foundIn(windows, when)).toEqual([]));
