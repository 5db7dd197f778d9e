import { expect, test } from "vitest";
import { alertOn, findings, foundIn, metricNode } from "./checked.ts";
import { windows } from "./windows.ts";

const REQUESTS = "http_requests_total";

test.each([
  [`rate(${REQUESTS}[59s]) > 1`, `MG2106 ‹${REQUESTS}[59s]›`],
  [`rate(${REQUESTS}[46d]) > 1`, `MG2119 ‹${REQUESTS}[46d]›`],
  [`rate(${REQUESTS}[5m] offset 45d) > 1`, `MG2119 ‹${REQUESTS}[5m] offset 45d›`],
])("%s has too little to look at", (when, found) => expect(foundIn(windows, when)).toEqual([found]));

test.each([`rate(${REQUESTS}[1m]) > 1`, `rate(${REQUESTS}[45d]) > 1`, "up offset 45d == 0"])("%s has enough", (when) =>
  expect(foundIn(windows, when)).toEqual([]),
);

test("a job that is scraped less often needs a longer window", () => {
  const scrapes = { api: { targets: ["a.example.com:9100"], metrics: [REQUESTS], interval: "2m" } };
  const when = `rate(${REQUESTS}[3m]) > 1`;
  const [found] = findings(windows, { scrapes, ...alertOn({ op: "promql", text: when }) });
  expect(found?.reason).toContain("scraped every 2m");
  expect(found?.suggestion).toBe("use at least 8m");
});

test("the builder's windows and offsets have their own places", () => {
  const rate = (window: string) => ({ op: "rate", of: metricNode(REQUESTS), window });
  const place = (left: object) => findings(windows, alertOn({ op: "above", left, bound: "1/s" }))[0]?.place;
  expect(place(rate("30s"))).toEqual({ path: ["alerts", "Wrong", "when", "left", "window"] });
  const offset = { op: "offset", of: rate("5m"), ago: "90d" };
  expect(place(offset)).toEqual({ path: ["alerts", "Wrong", "when", "left", "ago"] });
});

test("an SLO's tier and a drift's reference reach no further back than what is kept", () => {
  const slo = (long: string) => ({
    objective: "99%",
    errors: `${REQUESTS}{status=~"5.."}`,
    total: REQUESTS,
    owner: "music",
    tiers: [{ burn: 10, long, short: "5m", severity: "page" }],
  });
  const drift = (reference: string) => ({
    of: "http_request_duration_seconds",
    current: "1d",
    reference,
    tests: [{ test: "psi", page: 0.2 }],
    owner: "music",
  });
  const found = findings(windows, {
    slos: { kept: slo("45d"), gone: slo("100000h") },
    drift: { kept: drift("44d"), gone: drift("45d") },
  });
  expect(found.map(({ kind, place }) => `${kind.code} ${place.path.join("/")}`)).toEqual([
    "MG2119 slos/gone/tiers",
    "MG2119 drift/gone/reference",
  ]);
});
