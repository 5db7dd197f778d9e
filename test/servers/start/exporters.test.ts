import { describe, expect, onTestFinished, test } from "vitest";
import { missing } from "../../judges/tools.ts";
import { readExposition } from "../demo/exposition.ts";
import { startNodeExporter } from "./node-exporter.ts";
import { startPostgres } from "./postgres.ts";
import { startPostgresExporter } from "./postgres-exporter.ts";

const samplesAt = async (metrics: string) => readExposition(await (await fetch(metrics)).text());

describe.skipIf(missing("node_exporter"))("the node exporter", () => {
  test("measures this machine", async () => {
    const exporter = await startNodeExporter();
    onTestFinished(exporter.stop);
    const samples = await samplesAt(exporter.metrics);
    expect(samples.find(({ name }) => name === "node_memory_MemTotal_bytes")?.value).toBeGreaterThan(1e8);
  });
});

describe.skipIf(missing("postgres") ?? missing("postgres_exporter"))("the PostgreSQL exporter", () => {
  test("counts the connections that are open, and says when the server is gone", async () => {
    const postgres = await startPostgres();
    onTestFinished(postgres.stop);
    const exporter = await startPostgresExporter(postgres.port);
    onTestFinished(exporter.stop);
    const connections = async (): Promise<number> =>
      (await samplesAt(exporter.metrics))
        .filter(({ name }) => name === "pg_stat_activity_count")
        .reduce((sum, { value }) => sum + value, 0);
    expect(await connections()).toBeLessThan(5);
    const opened = await Promise.all(Array.from({ length: 20 }, postgres.open));
    expect(await connections()).toBeGreaterThanOrEqual(20);
    for (const socket of opened) socket?.destroy();
    await postgres.stop();
    expect((await samplesAt(exporter.metrics)).find(({ name }) => name === "pg_up")?.value).toBe(0);
  });
});
