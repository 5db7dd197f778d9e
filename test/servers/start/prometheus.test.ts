import { expect, test } from "vitest";
import { missing } from "../../judges/tools.ts";
import { instant, scrapedTargets } from "../prometheus/ask.ts";
import { until } from "../until.ts";
import { startPrometheus } from "./prometheus.ts";

test.skipIf(missing("prometheus"))("a Prometheus starts, scrapes itself, answers and ends", async () => {
  const server = await startPrometheus({
    configuration: {
      global: { scrape_interval: "1s" },
      scrape_configs: [{ job_name: "nobody", static_configs: [{ targets: ["127.0.0.1:1"] }] }],
    },
  });
  try {
    const up = await until(
      "a scrape was tried",
      () => instant(server, 'up{job="nobody"}'),
      (series) => series.length > 0,
    );
    expect(up[0]?.value?.[1]).toBe("0");
    expect((await scrapedTargets(server))[0]).toMatchObject({ health: "down", scrapePool: "nobody" });
    await expect(instant(server, "rate(")).rejects.toThrow("parse error");
  } finally {
    await server.stop();
  }
  await expect(fetch(server.address)).rejects.toThrow();
});

test.skipIf(missing("prometheus"))("a Prometheus that refuses its configuration says why", async () => {
  await expect(startPrometheus({ configuration: { globl: {} } })).rejects.toThrow("field globl not found");
});
