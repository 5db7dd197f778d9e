import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Program } from "../../../src/program/program.ts";
import { type Certificate, localCertificate } from "../alertmanager/receivers/mail/certificate.ts";
import { examples, usual } from "./acme.ts";
import { type DemoTarget, declaredTargets } from "./declared.ts";
import { readExposition } from "./exposition.ts";
import { playerFails, playerSlow, recommenderGone, workersGone } from "./incidents.ts";
import { acmeProgram } from "./program.ts";
import { seriesOf } from "./series.ts";
import { type Demo, startDemo } from "./service.ts";

describe("the demo of acme", () => {
  const folder = mkdtempSync(join(tmpdir(), "monitorgen-demo-"));
  let program: Program;
  let targets: readonly DemoTarget[];
  let certificate: Certificate;
  let demo: Demo;
  beforeAll(async () => {
    program = await acmeProgram();
    targets = declaredTargets(program, examples);
    certificate = await localCertificate(folder, "DNS:ledger.acme.example");
    demo = await startDemo({ targets, usual, tls: certificate, token: "s3cret" });
  });
  afterAll(async () => {
    await demo.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const get = (address: string, path: string): Promise<{ status: number | undefined; text: string }> =>
    new Promise((resolve, reject) => {
      const asked = request(demo.proxy, { path: `http://${address}${path}` }, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => {
          text += part;
        });
        response.on("end", () => resolve({ status: response.statusCode, text }));
      });
      asked.on("error", reject).end();
    });

  test("exposes each metric that a job declares, with its help, type, labels and buckets", async () => {
    const target = targets.find(({ address }) => address === "player.acme.example:9100");
    const { status, text } = await get("player.acme.example:9100", target?.job.path ?? "");
    expect(status).toBe(200);
    const declared = program.metrics.filter(({ job }) => job === "api");
    expect([...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => ({ name, type }))).toEqual(
      declared.map(({ name, type }) => ({ name, type })),
    );
    for (const { name, help } of declared) expect(text).toContain(`# HELP ${name} ${help}\n`);
    const samples = readExposition(text);
    const bounds = samples.filter(({ name }) => name === "http_request_duration_seconds_bucket");
    expect(bounds.map(({ labels }) => Number(labels["le"]?.replace("+Inf", "Infinity")))).toEqual([
      ...(declared.find(({ type }) => type === "histogram")?.buckets ?? []),
      Number.POSITIVE_INFINITY,
    ]);
    expect(new Set(samples.map(({ labels }) => labels["service"]))).toEqual(new Set(["player"]));
  });

  test("values with quotes and backslashes are read back as they were", async () => {
    const { text } = await get("auth.acme.example:9104", "/metrics");
    expect(new Set(readExposition(text).map(({ labels }) => labels["account"]))).toContain('o"neil\\');
  });

  test("has nothing at another path, and nobody under another name", async () => {
    expect((await get("certificates.acme.example:9105", "/metrics")).status).toBe(404);
    expect((await get("certificates.acme.example:9105", "/probe/metrics")).status).toBe(200);
    expect((await get("elsewhere.acme.example:1", "/metrics")).status).toBe(502);
  });

  test.for([
    ["Bearer s3cret", "200"],
    ["Bearer guessed", "401"],
  ])("by https, %s is answered with %s", async ([authorization = "", status]) => {
    const proxy = new URL(demo.proxy);
    const answer = await new Promise<string>((resolve, reject) => {
      const asked = request({
        host: proxy.hostname,
        port: proxy.port,
        method: "CONNECT",
        path: "ledger.acme.example:443",
      });
      asked.on("connect", (_response, socket) => {
        const inside = connect({ socket, servername: "ledger.acme.example", ca: certificate.cert }, () => {
          inside.write(
            `GET /metrics HTTP/1.1\r\nHost: ledger.acme.example:443\r\nAuthorization: ${authorization}\r\n\r\n`,
          );
        });
        inside.once("data", (data) => resolve(String(data))).on("error", reject);
      });
      asked.on("error", reject).end();
    });
    expect(answer).toContain(`HTTP/1.1 ${status}`);
  });

  test("a target that is gone answers nobody, until it is back", async () => {
    demo.begin(recommenderGone);
    await expect(get("recommender.acme.example:9103", "/metrics")).rejects.toThrow();
    demo.end(recommenderGone);
    expect((await get("recommender.acme.example:9103", "/metrics")).status).toBe(200);
  });

  test("counters never fall, whatever begins and ends", () => {
    const episodes = [
      { incident: playerFails, from: 1_000_000, to: 1_000_300 },
      { incident: playerSlow, from: 1_000_100 },
    ];
    const counted = targets
      .flatMap(({ exposed }) => exposed)
      .filter(({ metric }) => metric.type !== "gauge")
      .flatMap(({ metric, labels }) => labels.flatMap((one) => seriesOf(metric, one, usual, episodes)));
    expect(counted.length).toBeGreaterThan(100);
    for (const { valueAt } of counted) {
      let before = 0;
      for (let time = 999_900; time < 1_000_500; time += 10) {
        expect(valueAt(time)).toBeGreaterThanOrEqual(before);
        before = valueAt(time);
      }
    }
  });

  test("no bucket of a histogram counts more than the next, however short the time", () => {
    const [metric] = program.metrics.filter(({ name }) => name === "http_request_duration_seconds");
    const buckets = (metric ? seriesOf(metric, { service: "player" }, usual, []) : []).filter(
      ({ labels }) => labels["le"],
    );
    for (let time = 1_000_000; time < 1_000_100; time++) {
      const counted = buckets.map(({ valueAt }) => valueAt(time + 1) - valueAt(time));
      expect(counted).toEqual(counted.toSorted((left, right) => left - right));
    }
    expect(buckets).toHaveLength(9);
  });

  test("a gauge is what the incident makes of it, while it lasts", () => {
    const [metric] = program.metrics.filter(({ name }) => name === "job_workers");
    const busyMail = { queue: "mail", state: "busy" };
    const [series] = metric ? seriesOf(metric, busyMail, usual, [{ incident: workersGone, from: 100, to: 200 }]) : [];
    expect([99, 100, 199, 200].map((time) => series?.valueAt(time))).toEqual([9, 0, 0, 9]);
  });
});
