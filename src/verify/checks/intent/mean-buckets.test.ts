import { expect, test } from "vitest";
import { foundIn } from "../checked.ts";
import { meanBuckets } from "./mean-buckets.ts";

const part = (suffix: string): string => `sum by (service) (rate(http_request_duration_seconds_${suffix}[10m]))`;
const mean = `${part("sum")} / ${part("count")}`;

test("the mean of a histogram isn't compared with what lies far beyond its buckets", () => {
  expect(foundIn(meanBuckets, `${mean} > 400`)).toEqual(["MG2149 ‹400›"]);
  expect(foundIn(meanBuckets, `(${mean}) >= 20 and ${part("count")} > 1`)).toEqual(["MG2149 ‹20›"]);
});

test("a mean may lie beyond them, be low, and other quotients may be as high as they like", () => {
  for (const right of ["> 10", "< 400"]) expect(foundIn(meanBuckets, `${mean} ${right}`)).toEqual([]);
  expect(foundIn(meanBuckets, `${part("count")} / ${part("sum")} > 400`)).toEqual([]);
  expect(foundIn(meanBuckets, `${part("count")} > 400`)).toEqual([]);
});
