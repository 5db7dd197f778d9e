import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SourceError } from "../source.ts";
import { prometheus } from "./index.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let handler: Handler;
let folder: string;
let base: string;

const vector = (...result: readonly object[]) =>
  JSON.stringify({ status: "success", data: { resultType: "vector", result } });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "source-"));
  server = createServer((request, response) => handler(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

function answering(body: string, status = 200): void {
  handler = (_, response) => response.writeHead(status, { "content-type": "application/json" }).end(body);
}

function ask(options: object = {}, stop = new AbortController().signal) {
  const source = prometheus({ prometheusUrl: base, timeoutSeconds: 2, maximumResponseBytes: 10_000, ...options });
  return source('rate(x{a="b"}[5m])', stop);
}

async function failure(options: object = {}) {
  const error = await ask(options).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof SourceError ? `${error.reason}: ${error.message}` : error;
}

describe("Prometheus as a source", () => {
  it("is asked for the query as it stands, below its base URL", async () => {
    let url = "";
    handler = (request, response) => {
      url = request.url ?? "";
      response.end(vector());
    };
    expect(await ask({ prometheusUrl: `${base}/prom/` })).toStrictEqual([]);
    const asked = new URL(url, base);
    expect(asked.pathname).toBe("/prom/api/v1/query");
    expect(Object.fromEntries(asked.searchParams)).toStrictEqual({ query: 'rate(x{a="b"}[5m])', timeout: "2000ms" });
  });

  it("gives one sample a series with its labels sorted, and the metric's name where there are several", async () => {
    const other = { metric: { __name__: "down" }, value: [1, "0"] };
    answering(vector(other));
    expect(await ask()).toMatchObject([{ labels: [] }]);
    answering(
      vector(other, { metric: { zone: "z", __name__: "up", __meta: "x", a: "1" }, value: [1700000000.5, "4.25"] }),
    );
    expect((await ask()).slice(1)).toStrictEqual([
      {
        labels: [
          ["a", "1"],
          ["metric", "up"],
          ["zone", "z"],
        ],
        value: 4.25,
        timestampSeconds: 1700000000.5,
      },
    ]);
  });

  it("gives a scalar as a sample without labels", async () => {
    answering('{"status":"success","data":{"resultType":"scalar","result":[7,"1e3"]}}');
    expect(await ask()).toStrictEqual([{ labels: [], value: 1000, timestampSeconds: 7 }]);
  });

  it.each(["NaN", "+Inf", "-Inf", "", "0x10", "1 ", "seven"])("gives %j as no number", async (value) => {
    answering(vector({ metric: {}, value: [1, value] }));
    expect(await ask()).toMatchObject([{ value: Number.NaN }]);
  });

  it("leaves out native histograms, and mends lone surrogates", async () => {
    answering(vector({ metric: { h: "1" }, histogram: [1, {}] }, { metric: { a: "\ud800" }, value: [1, "2"] }));
    expect(await ask()).toMatchObject([{ labels: [["a", "\ufffd"]], value: 2 }]);
  });

  it("reports what Prometheus says against a query", async () => {
    answering('{"status":"error","errorType":"bad_data","error":"parse error"}', 400);
    expect(await failure()).toBe("refused: bad_data: parse error");
    answering('{"status":"error","errorType":"timeout","error":"too slow"}');
    expect(await failure()).toBe("refused: timeout: too slow");
  });

  it.each([
    ["no JSON", "<html>"],
    ["another shape", "[1,2]"],
    ["a matrix", '{"status":"success","data":{"resultType":"matrix","result":[]}}'],
    ["a wrong sample", vector({ metric: { a: 1 }, value: [1, "2"] })],
    ["a wrong value", vector({ metric: {}, value: ["now", 2] })],
    ["deep nesting", "[".repeat(9000)],
  ])("takes %s for nonsense", async (_, body) => {
    answering(body);
    expect(await failure()).toBe("invalid: the answer is not what Prometheus gives to an instant query");
  });

  it("refuses samples from the future, which would make detectors forget; a clock may be minutes ahead", async () => {
    const ahead = (seconds: number) => vector({ metric: {}, value: [Date.now() / 1000 + seconds, "2"] });
    answering(ahead(400));
    expect(await failure()).toMatch(/^invalid: a sample is (400|399) s ahead of this machine's clock$/);
    answering(ahead(Date.now()));
    expect(await failure()).toMatch(/^invalid: a sample is \d+ s ahead/);
    answering(ahead(200));
    expect(await ask()).toHaveLength(1);
  });

  it("reports the status of a server that isn't Prometheus", async () => {
    answering("<html>", 502);
    expect(await failure()).toBe("http: status 502");
  });

  it("refuses an answer that is too long, without reading it to its end", async () => {
    let sent = 0;
    handler = (_, response) => {
      const more = () => {
        if (response.destroyed || sent > 200_000_000) return;
        sent += 65_536;
        response.write("x".repeat(65_536), more);
      };
      more();
    };
    expect(await failure()).toBe("too_large: the answer is longer than 10000 bytes");
    expect(sent).toBeLessThan(50_000_000);
  });

  it("waits no longer than told, for headers or for the body", async () => {
    handler = () => undefined;
    expect(await failure({ timeoutSeconds: 0.1 })).toBe("timeout: no answer within 0.1 s");
    handler = (_, response) => response.write("{");
    expect(await failure({ timeoutSeconds: 0.1 })).toBe("timeout: no answer within 0.1 s");
  });

  it("says why a server can't be reached", async () => {
    expect(await failure({ prometheusUrl: "http://127.0.0.1:1" })).toMatch(/^unreachable: .*(ECONNREFUSED|bad port)/);
  });

  it("follows no redirect, which could carry a secret elsewhere", async () => {
    handler = (_, response) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end();
    expect(await failure()).toMatch(/^unreachable: .*redirect/);
  });

  it("sends the secret that its file holds now", async () => {
    const seen: (string | undefined)[] = [];
    handler = (request, response) => {
      seen.push(request.headers.authorization);
      response.end(vector());
    };
    const file = join(folder, "secret");
    await writeFile(file, "first\n");
    await ask({ bearerTokenFile: file });
    await writeFile(file, "second");
    await ask({ bearerTokenFile: file });
    await ask({ basicAuth: { username: "ada", passwordFile: file } });
    await ask();
    expect(seen).toStrictEqual(["Bearer first", "Bearer second", `Basic ${btoa("ada:second")}`, undefined]);
  });

  it("names a secret's file that holds none, never what it holds", async () => {
    const file = join(folder, "secret");
    expect(await failure({ bearerTokenFile: file })).toBe(`credentials: no secret on one line in ${file}`);
    await writeFile(file, "two\nlines");
    expect(await failure({ bearerTokenFile: file })).toBe(`credentials: no secret on one line in ${file}`);
  });

  it("stops at once when told to", async () => {
    handler = () => undefined;
    const stop = new AbortController();
    const asking = ask({}, stop.signal);
    setTimeout(() => stop.abort(), 20);
    await expect(asking).rejects.toThrow(SourceError);
  });
});
