import { request as httpRequest, type Server } from "node:http";
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMetricsServer } from "./index.ts";

let server: Server;
let port: number;
let problem: string | undefined;
let metrics: () => string;

beforeEach(async () => {
  problem = undefined;
  metrics = () => "m 1\n";
  server = createMetricsServer({ metrics: () => metrics(), metricsType: "text/x", notReady: () => problem });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  port = typeof address === "object" ? (address?.port ?? 0) : 0;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const get = (path: string, options: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, options);

describe("the server", () => {
  it("gives metrics with their media type, also to HEAD, where it sends no body", async () => {
    const answer = await get("/metrics?x=1");
    expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toStrictEqual([
      200,
      "text/x",
      "m 1\n",
    ]);
    const head = await get("/metrics", { method: "HEAD" });
    expect([head.status, head.headers.get("content-length"), await head.text()]).toStrictEqual([200, "4", ""]);
  });

  it("is alive, and ready as long as there is nothing against it", async () => {
    expect(await (await get("/healthz")).text()).toBe("alive\n");
    expect((await get("/readyz")).status).toBe(200);
    problem = "no answer";
    const answer = await get("/readyz");
    expect([answer.status, await answer.text()]).toStrictEqual([503, "not ready: no answer\n"]);
    expect((await get("/healthz")).status).toBe(200);
  });

  it.each(["/", "/metrics/", "/config.json", "/..%2fconfig.json"])("knows no %s", async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it.each(["POST", "PUT", "DELETE", "OPTIONS"])("refuses %s", async (method) => {
    const answer = await get("/metrics", { method });
    expect([answer.status, answer.headers.get("allow")]).toStrictEqual([405, "GET, HEAD"]);
  });

  it("refuses URLs and headers that are too long", async () => {
    expect((await get(`/metrics?${"x".repeat(3000)}`)).status).toBe(414);
    expect((await get("/metrics", { headers: { "x-long": "y".repeat(20_000) } })).status).toBe(431);
  });

  it("never shows what went wrong inside", async () => {
    metrics = () => {
      throw new Error("secret");
    };
    const answer = await get("/metrics");
    expect([answer.status, await answer.text()]).toStrictEqual([500, "internal error\n"]);
  });

  it("survives a request that is none", async () => {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => socket.write("nonsense\r\n\r\n"));
      socket.on("data", (data) => resolve(String(data)));
    });
    expect(answer).toMatch(/^HTTP\/1.1 400/);
    expect((await get("/healthz")).status).toBe(200);
  });

  it("answers a request whose target is no path", async () => {
    const status = await new Promise((resolve) => {
      httpRequest({ port, host: "127.0.0.1", path: "*", method: "GET" }, ({ statusCode }) => resolve(statusCode)).end();
    });
    expect(status).toBe(404);
  });
});
