import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Metric, Program } from "../../../src/program/program.ts";
import type { ScrapedSeries } from "../demo/history.ts";

type Labels = Readonly<Record<string, string>>;

/** A series that a target exposes; its value only grows. */
interface ExposedSeries {
  readonly name: string;
  readonly labels: Labels;
  readonly valueAt: (seconds: number) => number;
}

/** The values of a label that is declared by a number only. */
export type Filling = (label: string, declared: number) => readonly string[];

/** What the targets of a program's jobs expose, if each label has as many values as `filling` says; by target. */
export function exposedBy(program: Program, filling: Filling): ReadonlyMap<string, readonly ExposedSeries[]> {
  const byTarget = new Map<string, ExposedSeries[]>();
  for (const { name, targets } of program.scrapes) {
    for (const target of targets) byTarget.set(target, []);
    for (const metric of program.metrics.filter(({ job }) => job === name)) {
      const all = combinations(metric, filling);
      const count = Math.max(all.length, targets.length);
      for (let index = 0; index < count; index++) {
        const target = targets[index % targets.length] ?? "";
        byTarget.get(target)?.push(...seriesOf(metric, all[index % all.length] ?? {}));
      }
    }
  }
  return byTarget;
}

function combinations({ labels }: Metric, filling: Filling): readonly Labels[] {
  let all: readonly Labels[] = [{}];
  for (const { name, values, cardinality } of labels) {
    if (name === "instance" || name === "job") continue;
    const own = values ?? filling(name, cardinality);
    all = all.flatMap((one) => own.map((value) => ({ ...one, [name]: value })));
  }
  return all;
}

const slowly = (seconds: number): number => Math.floor(seconds) % 1_000_000;

function seriesOf({ name, type, buckets }: Metric, labels: Labels): readonly ExposedSeries[] {
  if (type !== "histogram") return [{ name, labels, valueAt: slowly }];
  return [
    ...[...buckets.map((bound) => (Number.isInteger(bound) ? `${bound}.0` : String(bound))), "+Inf"].map((le) => ({
      name: `${name}_bucket`,
      labels: { ...labels, le },
      valueAt: slowly,
    })),
    { name: `${name}_sum`, labels, valueAt: slowly },
    { name: `${name}_count`, labels, valueAt: slowly },
  ];
}

/** The same with the labels that Prometheus adds: what it would have stored. */
export function storedBy(
  { tenant, scrapes }: Program,
  exposed: ReadonlyMap<string, readonly ExposedSeries[]>,
): readonly ScrapedSeries[] {
  return scrapes.flatMap(({ name, targets }) =>
    targets.map((target) => ({
      added: { instance: target, job: name, [tenant.label]: tenant.name },
      series: exposed.get(target) ?? [],
    })),
  );
}

/** A proxy that answers for every target; Prometheus asks it by `proxy_url`. */
export async function answering(exposed: ReadonlyMap<string, readonly ExposedSeries[]>) {
  const server = createServer((request, response) => {
    const { host } = new URL(request.url ?? "/", "http://nowhere");
    const now = Date.now() / 1000;
    const lines = (exposed.get(host) ?? []).map(({ name, labels, valueAt }) => {
      const own = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
      return `${name}{${own.join(",")}} ${valueAt(now)}\n`;
    });
    response.writeHead(200, { "content-type": "text/plain; version=0.0.4" }).end(lines.join(""));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
