import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/** What the server says of the sidecar. */
export interface Served {
  /** The text of `/metrics`. */
  readonly metrics: () => string;
  readonly metricsType: string;
  /** Why the sidecar isn't ready; nothing when it is. */
  readonly notReady: () => string | undefined;
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
}

const LONGEST_URL = 2048;
const PLAIN = "text/plain; charset=utf-8";

/** A server for `/metrics`, `/healthz` and `/readyz`, which answers GET and HEAD and nothing else. */
export function createMetricsServer(served: Served): Server {
  const server = createServer(
    {
      maxHeaderSize: 8192,
      headersTimeout: 5000,
      requestTimeout: 10_000,
      keepAliveTimeout: 5000,
      connectionsCheckingInterval: 1000,
    },
    (request, response) =>
      reply(
        request,
        response,
        safely(() => answerTo(request, served)),
      ),
  );
  server.maxConnections = 64;
  server.maxRequestsPerSocket = 1000;
  return server;
}

function answerTo(request: IncomingMessage, served: Served): Answer {
  const url = request.url ?? "";
  if (request.method !== "GET" && request.method !== "HEAD") return { status: 405, body: "only GET and HEAD\n" };
  if (url.length > LONGEST_URL) return { status: 414, body: "the URL is too long\n" };
  switch (url.split("?", 1)[0]) {
    case "/metrics":
      return { status: 200, body: served.metrics(), type: served.metricsType };
    case "/healthz":
      return { status: 200, body: "alive\n" };
    case "/readyz":
      return readiness(served.notReady());
    default:
      return { status: 404, body: "not found: see /metrics, /healthz, /readyz\n" };
  }
}

function readiness(problem: string | undefined): Answer {
  return problem === undefined ? { status: 200, body: "ready\n" } : { status: 503, body: `not ready: ${problem}\n` };
}

function safely(answer: () => Answer): Answer {
  try {
    return answer();
  } catch {
    return { status: 500, body: "internal error\n" };
  }
}

function reply(request: IncomingMessage, response: ServerResponse, { status, body, type = PLAIN }: Answer): void {
  request.resume();
  response.writeHead(status, {
    "content-type": type,
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...(status === 405 && { allow: "GET, HEAD" }),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}
