import {
  chownSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { elasticsearch } from "../../../scripts/servers/elasticsearch.ts";
import { opensearch } from "../../../scripts/servers/opensearch.ts";
import { findSearchServer, type SearchServer } from "../../../scripts/servers/search-server.ts";
import { freePort } from "./port.ts";
import { answersAt, type RunningProgram, startProgram } from "./program.ts";

/** A search server that answers. */
export interface RunningSearchServer {
  /** Sends a request with a JSON body, or with lines of them; gives the status and the JSON of the answer. */
  readonly ask: (method: string, path: string, body?: unknown) => Promise<Answer>;
  readonly stop: () => Promise<void>;
}

/** An answer: its status, and its JSON as it is. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const servers = { elasticsearch, opensearch };

/** Why a search server can't be started, or undefined when it is here. */
export function missingSearchServer(name: SearchServer["name"]): string | undefined {
  return findSearchServer(servers[name], process.env) === undefined ? "type: npm run test:servers" : undefined;
}

function placeOf(server: SearchServer): string {
  const place = findSearchServer(server, process.env);
  if (place === undefined) throw new Error(`${server.name} is missing; type: npm run test:servers`);
  return place;
}

const java = (): string => process.env["JAVA_HOME"] ?? dirname(dirname(realpathSync("/usr/bin/java")));
const HEAP = ["-Xms512m", "-Xmx512m", "-XX:-AlwaysPreTouch"];
// Elasticsearch refuses to run as root: then it runs as nobody.
const NOBODY = 65_534;

/** Starts an Elasticsearch of one node without security on a free local port, with fresh data that `stop` removes. */
export async function startElasticsearch(): Promise<RunningSearchServer> {
  const place = placeOf(elasticsearch);
  const folder = mkdtempSync(join(tmpdir(), "monitorgen-elasticsearch-"));
  const [config, port] = [join(folder, "config"), await freePort()];
  for (const part of ["config/jvm.options.d", "data", "logs", "tmp"])
    mkdirSync(join(folder, part), { recursive: true });
  for (const file of ["jvm.options", "log4j2.properties"])
    copyFileSync(join(place, "config", file), join(config, file));
  writeFileSync(join(config, "jvm.options.d/heap.options"), HEAP.join("\n"));
  const settings = {
    "cluster.name": "monitorgen",
    "discovery.type": "single-node",
    "network.host": "127.0.0.1",
    "http.port": port,
    "transport.port": await freePort(),
    "path.data": join(folder, "data"),
    "path.logs": join(folder, "logs"),
    "xpack.security.enabled": false,
    "cluster.routing.allocation.disk.threshold_enabled": false,
  };
  writeFileSync(join(config, "elasticsearch.yml"), JSON.stringify(settings));
  const user = process.getuid?.() === 0 ? NOBODY : undefined;
  if (user !== undefined) give(folder, user);
  const temporary = join(folder, "tmp");
  const { PATH } = process.env;
  const env = { PATH, HOME: temporary, ES_JAVA_HOME: java(), ES_PATH_CONF: config, ES_TMPDIR: temporary };
  const command = join(place, "bin/elasticsearch");
  return start({ name: "elasticsearch", command, args: [], cwd: folder, env, user }, port, folder);
}

/** Starts an OpenSearch of one node on a free local port, with fresh data that `stop` removes. */
export async function startOpenSearch(): Promise<RunningSearchServer> {
  const place = placeOf(opensearch);
  const folder = mkdtempSync(join(tmpdir(), "monitorgen-opensearch-"));
  const [temporary, port] = [join(folder, "tmp"), await runnersPort()];
  mkdirSync(temporary);
  const runner = "org.codelibs.opensearch.runner.OpenSearchRunner";
  // The first node listens on the port after the one that the runner is given.
  const node = ["-basePath", join(folder, "data"), "-numOfNode", "1", "-baseHttpPort", String(port - 1)];
  const args = [...HEAP, `-Djava.io.tmpdir=${temporary}`, "-cp", join(place, "*"), runner, ...node];
  return start({ name: "opensearch", command: join(java(), "bin/java"), args, cwd: folder }, port, folder);
}

/** A free port from 9201 to 9299: the runner takes no other. */
async function runnersPort(): Promise<number> {
  const first = Math.floor(Math.random() * 99);
  for (let tried = 0; tried < 99; tried += 1) {
    const port = await freePort(9201 + ((first + tried) % 99)).catch(() => undefined);
    if (port !== undefined) return port;
  }
  throw new Error("no free port from 9201 to 9299");
}

interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly user?: number | undefined;
}

async function start({ user, ...program }: Program, port: number, folder: string): Promise<RunningSearchServer> {
  const address = `http://127.0.0.1:${port}`;
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const ready = answersAt(`${address}/_cluster/health?wait_for_status=yellow&timeout=1s`);
  const running: RunningProgram = await startProgram({
    ...program,
    ...(user === undefined ? {} : { user }),
    ready,
    patience: 240,
  }).catch((error: unknown) => {
    remove();
    throw error;
  });
  return { ask: asking(address), stop: () => running.stop().finally(remove) };
}

function asking(address: string): RunningSearchServer["ask"] {
  return async (method, path, body) => {
    const lines = Array.isArray(body);
    const text = lines ? body.map((line) => `${JSON.stringify(line)}\n`).join("") : JSON.stringify(body);
    const headers = { "content-type": lines ? "application/x-ndjson" : "application/json" };
    const answer = await fetch(`${address}/${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: text }),
    });
    return { status: answer.status, body: await answer.json() };
  };
}

function give(folder: string, user: number): void {
  chownSync(folder, user, user);
  for (const { name, parentPath } of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    chownSync(join(parentPath, name), user, user);
  }
}
