import { pathOf } from "../../judges/tools.ts";
import type { RunningExporter } from "./node-exporter.ts";
import { freePort } from "./port.ts";
import { answersAt, startProgram } from "./program.ts";

/** Starts the exporter that measures the PostgreSQL server at this port of 127.0.0.1. */
export async function startPostgresExporter(postgres: number): Promise<RunningExporter> {
  const port = await freePort();
  const metrics = `http://127.0.0.1:${port}/metrics`;
  const program = await startProgram({
    name: "postgres_exporter",
    command: pathOf("postgres_exporter"),
    args: [`--web.listen-address=127.0.0.1:${port}`, "--log.level=error"],
    env: {
      ...process.env,
      DATA_SOURCE_NAME: `postgresql://postgres@127.0.0.1:${postgres}/postgres?sslmode=disable`,
    },
    ready: answersAt(metrics),
  });
  return { metrics, stop: program.stop };
}
