import { createServer, type Server } from "node:http";

/** What goes wrong in the world that the detectors watch, one for each of acme's. */
export type Injection = "plays stop" | "player is slow" | "logins fail" | "revenue jumps";

/** Services of acme as their metrics show them: bursts of a few seconds around a steady mean, until something is injected. */
export interface World {
  readonly address: string;
  inject(what: Injection): void;
  stop(): void;
}

interface Series {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly valueAt: (seconds: number) => number;
}

const REGIONS = ["europe", "america", "asia"];
const SERVICES = ["player", "search", "playlists", "billing"];
const PRODUCTS = ["premium", "family", "student"];
const ACCOUNTS = ["ada", "grace", "margaret"];
/** Observations between the bounds of acme's buckets, per thousand. */
const LATENCIES: readonly (readonly [bound: string, share: number])[] = [
  ["0.025", 150],
  ["0.05", 300],
  ["0.1", 400],
  ["0.2", 110],
  ["0.5", 30],
  ["1.0", 6],
  ["2.5", 3],
  ["5.0", 1],
  ["+Inf", 0],
];
const BURST = 0.9;

/** How much has been counted since 1970 with `perSecond` on average, in bursts that repeat each `period` seconds. */
function counted(perSecond: number, period: number, phase: number): (seconds: number) => number {
  const turn = (2 * Math.PI) / period;
  return (seconds) => perSecond * (seconds - (BURST / turn) * Math.cos(turn * seconds + phase));
}

/**
 * Starts the services on a free local port. The first scrape gets the last `history` seconds as well, as if Prometheus had
 * been there all the time. All lines have timestamps: a slow machine mustn't look like a change of rates.
 */
export async function startWorld(history: number): Promise<World> {
  const injected = new Map<Injection, number>();
  const series = seriesOf(injected);
  const started = Date.now() / 1000;
  // Made before anybody waits for it, and sent again where Prometheus gave up before it was read.
  let before = past(series, started - history, started);
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/plain; version=0.0.4" });
    const now = Date.now() / 1000;
    response.end(before === "" ? lines(series, now) : before + past(series, started, now));
    response.once("close", () => {
      if (response.writableFinished) before = "";
    });
  });
  const port = await listening(server);
  return {
    address: `127.0.0.1:${port}`,
    inject: (what) => injected.set(what, Date.now() / 1000),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function seriesOf(injected: ReadonlyMap<Injection, number>): readonly Series[] {
  const since = (what: Injection) => injected.get(what) ?? Number.POSITIVE_INFINITY;
  const after = (what: Injection, seconds: number, more: number) => (seconds >= since(what) ? more : 0);
  const plays = REGIONS.flatMap((region, phase) =>
    ["finished", "skipped", "failed"].map((outcome): Series => {
      const count = counted(outcome === "finished" ? 70 : 15, 11, phase);
      const until = () => (region === "asia" ? since("plays stop") : Number.POSITIVE_INFINITY);
      const valueAt = (seconds: number) => count(Math.min(seconds, until()));
      return { name: "plays_total", labels: { region, outcome }, valueAt };
    }),
  );
  const latencies = SERVICES.flatMap((service) =>
    LATENCIES.map(([le], last): Series => {
      const bins = LATENCIES.slice(0, last + 1).map(([, share], bin) =>
        counted(share / 10, bin % 2 === 0 ? 11 : 17, bin),
      );
      const isHit = service === "player" && last >= LATENCIES.findIndex(([bound]) => bound === "2.5");
      const valueAt = (seconds: number) =>
        bins.reduce((sum, bin) => sum + bin(seconds), isHit ? after("player is slow", seconds, 20_000) : 0);
      return { name: "http_request_duration_seconds_bucket", labels: { service, le }, valueAt };
    }),
  );
  const logins = ACCOUNTS.map((account, phase): Series => {
    const count = counted(2, 11, phase);
    const valueAt = (seconds: number) => count(seconds) + (phase === 0 ? after("logins fail", seconds, 20_000) : 0);
    return { name: "failed_logins_by_account_total", labels: { account }, valueAt };
  });
  const revenues = PRODUCTS.flatMap((product, phase) =>
    REGIONS.map((region): Series => {
      const mean = 10_000 * (phase + 1);
      const valueAt = (seconds: number) =>
        mean * (1 + 0.02 * Math.sin(seconds / 2 + phase)) +
        (product === "family" ? after("revenue jumps", seconds, mean) : 0);
      return { name: "daily_revenue", labels: { region, product }, valueAt };
    }),
  );
  return [...plays, ...latencies, ...logins, ...revenues];
}

function lines(series: readonly Series[], seconds: number): string {
  return series
    .map(({ name, labels, valueAt }) => {
      const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
      return `${name}{${pairs}} ${valueAt(seconds)} ${Math.round(seconds * 1000)}\n`;
    })
    .join("");
}

/** A sample each second, after `from` until `to`. */
function past(series: readonly Series[], from: number, to: number): string {
  const times = Array.from({ length: Math.max(0, Math.floor(to - from)) }, (_, index) => from + index + 1);
  return times.map((time) => lines(series, time)).join("");
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}
