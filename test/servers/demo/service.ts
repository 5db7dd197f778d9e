import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import type { Metric } from "../../../src/program/program.ts";
import type { DemoTarget, Usual } from "./declared.ts";
import type { Episode, Incident } from "./episodes.ts";
import { exposition, type Sample } from "./exposition.ts";
import { type DemoSeries, seriesOf } from "./series.ts";

/** A part of a target that something real measures: its samples replace the modelled ones of the same metric. */
export type Measured = () => Promise<ReadonlyMap<string, readonly Sample[]>>;

/** What the demo is started with. */
export interface DemoOptions {
  readonly targets: readonly DemoTarget[];
  readonly usual: Usual;
  /** What went wrong before the demo began. */
  readonly past?: readonly Episode[];
  /** Key and certificate of the targets that are scraped by https. */
  readonly tls: { readonly key: string; readonly cert: string };
  /** What targets with a secret demand: `Bearer TOKEN`. */
  readonly token: string;
  readonly measured?: ReadonlyMap<string, Measured>;
  /** Where else an address is answered, e.g. the sidecar's: `detector.acme.example:8000` → `http://127.0.0.1:41234`. */
  readonly elsewhere?: ReadonlyMap<string, string>;
}

/** The demo, answering under the names that the scrape configuration tells. */
export interface Demo {
  /** The `proxy_url` that makes Prometheus find the demo under the targets' own names. */
  readonly proxy: string;
  /** What each target exposes, by address: for the history before it began. */
  readonly series: (target: DemoTarget) => readonly DemoSeries[];
  readonly begin: (incident: Incident) => void;
  readonly end: (incident: Incident) => void;
  readonly stop: () => Promise<void>;
}

const now = (): number => Date.now() / 1000;

/** Starts the demo: an HTTP proxy that answers itself for each target of a program's scrape jobs. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { targets, usual, tls, elsewhere = new Map<string, string>() } = options;
  let episodes: readonly Episode[] = options.past ?? [];
  const byAddress = new Map(targets.map((target) => [target.address, target]));

  const series = (target: DemoTarget): DemoSeries[] =>
    target.exposed.flatMap(({ metric, labels }) => labels.flatMap((one) => seriesOf(metric, one, usual, episodes)));

  const isSilent = (address: string): boolean =>
    episodes.some(({ incident, to }) => to === undefined && incident.silences?.(address) === true);

  const modelled = (target: DemoTarget, metric: Metric): Sample[] => {
    const seconds = now();
    const [exposed] = target.exposed.filter((one) => one.metric === metric);
    return (exposed?.labels ?? [])
      .flatMap((labels) => seriesOf(metric, labels, usual, episodes))
      .map(({ name, labels, valueAt }) => ({ name, labels, value: valueAt(seconds) }));
  };

  const answer = async (target: DemoTarget, path: string, request: IncomingMessage): Promise<[number, string]> => {
    if (path !== target.job.path) return [404, `${target.address} has no ${path}\n`];
    const demanded = target.job.bearerToken === undefined ? undefined : `Bearer ${options.token}`;
    if (demanded !== undefined && request.headers.authorization !== demanded) return [401, "who are you?\n"];
    const measured = (await options.measured?.get(target.address)?.()) ?? new Map<string, readonly Sample[]>();
    const texts = target.exposed.map(({ metric }) =>
      exposition(metric, measured.get(metric.name) ?? modelled(target, metric)),
    );
    return [200, texts.join("")];
  };

  const handle = async (address: string, path: string, request: IncomingMessage, response: ServerResponse) => {
    const target = byAddress.get(address);
    const other = elsewhere.get(address);
    if (isSilent(address)) return void request.socket.destroy();
    if (other !== undefined) return forward(`${other}${path}`, response);
    if (!target) return end(response, 502, `nobody is called ${address}\n`);
    const [status, text] = await answer(target, path, request);
    end(response, status, text);
  };

  const secure = createTlsServer(tls, (request, response) => {
    const { host, pathname } = new URL(request.url ?? "/", `http://${request.headers.host}`);
    settle(handle(host.includes(":") ? host : `${host}:443`, pathname, request, response), response);
  });
  const plain = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://nowhere");
    settle(handle(url.host, url.pathname, request, response), response);
  });
  await Promise.all([listening(secure), listening(plain)]);
  const tunnels = new Set<Socket>();
  plain.on("connect", (_request, socket: Socket) => {
    tunnels.add(socket.once("close", () => tunnels.delete(socket)));
    const inside = connect(portOf(secure), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      inside.pipe(socket).pipe(inside);
    });
    for (const one of [inside, socket]) one.on("error", () => [inside, socket].map((other) => other.destroy()));
  });

  return {
    proxy: `http://127.0.0.1:${portOf(plain)}`,
    series,
    begin: (incident) => {
      episodes = [...episodes, { incident, from: now() }];
    },
    end: (incident) => {
      episodes = episodes.map((one) =>
        one.incident === incident && one.to === undefined ? { ...one, to: now() } : one,
      );
    },
    stop: async () => {
      for (const socket of tunnels) socket.destroy();
      for (const server of [plain, secure]) server.closeAllConnections();
      await Promise.all([plain, secure].map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; version=0.0.4; charset=utf-8" }).end(text);
}

async function forward(url: string, response: ServerResponse): Promise<void> {
  const answered = await fetch(url);
  end(response, answered.status, await answered.text());
}

/** What breaks while answering is a failed scrape, which Prometheus names. */
function settle(answering: Promise<void>, response: ServerResponse): void {
  answering.catch((error: unknown) => end(response, 500, `${error}\n`));
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the demo has no port");
  return address.port;
}
