import { pathOf } from "../../judges/tools.ts";
import { freePort } from "./port.ts";
import { answersAt, startProgram } from "./program.ts";

/** A server that was started for its `/metrics`. */
export interface RunningExporter {
  /** `http://127.0.0.1:PORT/metrics`. */
  readonly metrics: string;
  readonly stop: () => Promise<void>;
}

/** Starts the node exporter, which measures this machine. */
export async function startNodeExporter(): Promise<RunningExporter> {
  const port = await freePort();
  const metrics = `http://127.0.0.1:${port}/metrics`;
  const args = [`--web.listen-address=127.0.0.1:${port}`, "--log.level=warn"];
  const program = await startProgram({
    name: "node_exporter",
    command: pathOf("node_exporter"),
    args,
    ready: answersAt(metrics),
  });
  return { metrics, stop: program.stop };
}
