import { chownSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { failed, run } from "../../../scripts/steps/run-command.ts";
import { pathOf } from "../../judges/tools.ts";
import { freePort } from "./port.ts";
import { startProgram } from "./program.ts";

/** A PostgreSQL server that takes 100 connections, all of them without a password. */
export interface RunningPostgres {
  readonly port: number;
  /** Opens a connection and keeps it until it is destroyed; undefined when the server has none left. */
  readonly open: () => Promise<Socket | undefined>;
  readonly stop: () => Promise<void>;
}

/** PostgreSQL refuses to run as root: there `nobody` runs it. */
const nobody = 65_534;
const runsAs = process.getuid?.() === 0 ? nobody : undefined;

/** Makes a database cluster in a fresh folder and starts its server on a free port of 127.0.0.1. */
export async function startPostgres(): Promise<RunningPostgres> {
  const folder = mkdtempSync(join(tmpdir(), "monitorgen-postgres-"));
  const binary = realpathSync(pathOf("postgres"));
  const data = join(folder, "data");
  const port = await freePort();
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    if (runsAs !== undefined) chownSync(folder, runsAs, runsAs);
    await initialise(join(dirname(binary), "initdb"), data);
    const program = await startProgram({
      name: "postgres",
      command: binary,
      args: ["-D", data, "-k", folder, "-h", "127.0.0.1", "-p", String(port), "-c", "fsync=off"],
      ...(runsAs === undefined ? {} : { user: runsAs }),
      ready: async () => {
        const socket = await open(port);
        socket?.destroy();
        return socket !== undefined;
      },
      // "Fast": it doesn't wait for clients to leave.
      stopSignal: "SIGINT",
    });
    return { port, open: () => open(port), stop: () => program.stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

async function initialise(initdb: string, data: string): Promise<void> {
  const args = ["-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync"];
  const made =
    runsAs === undefined
      ? await run(initdb, args)
      : await run("setpriv", [`--reuid=${runsAs}`, `--regid=${runsAs}`, "--clear-groups", initdb, ...args]);
  if (failed(made)) throw new Error(`initdb: ${made.stderr}`);
}

/** Speaks the first words of PostgreSQL's protocol: protocol 3.0, who we are; the server answers `R` or an error, `E`. */
function open(port: number): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => {
      const words = Buffer.from("user\0postgres\0database\0postgres\0\0");
      const head = Buffer.alloc(8);
      head.writeInt32BE(words.length + 8, 0);
      head.writeInt32BE(196_608, 4);
      socket.write(Buffer.concat([head, words]));
    });
    socket.once("error", reject);
    socket.once("data", (answer) => {
      const isWelcome = answer.toString("latin1", 0, 1) === "R";
      if (!isWelcome) socket.destroy();
      resolve(isWelcome ? socket : undefined);
    });
  });
}
