import { expect, test } from "vitest";
import { foundIn } from "./checked.ts";
import { quantiles } from "./quantiles.ts";

const BUCKETS = "rate(http_request_duration_seconds_bucket[5m])";

test.each([
  [`histogram_quantile(95, ${BUCKETS}) > 0.2`, "MG2117 ‹95›"],
  ["quantile(-0.1, up) > 0.2", "MG2117 ‹-0.1›"],
  ["quantile_over_time(1.1, up[5m]) > 0.2", "MG2117 ‹1.1›"],
  [`histogram_quantile(0.9, sum(${BUCKETS})) > 0.2`, `MG2120 ‹histogram_quantile(0.9, sum(${BUCKETS}))›`],
])("%s can't be answered", (when, found) => expect(foundIn(quantiles, when)).toEqual([found]));

test.each([
  `histogram_quantile(0.95, ${BUCKETS}) > 0.2`,
  `histogram_quantile(1, sum by (le) (${BUCKETS})) > 0.2`,
  "quantile(0, up) > 0.2",
  "quantile(scalar(up), up) > 0.2",
  "topk(5, up) > 0.2",
])("%s can", (when) => expect(foundIn(quantiles, when)).toEqual([]));
