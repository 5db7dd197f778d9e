import { createServer } from "node:http";
import { type Listening, listen } from "./listen.ts";

/** What a service answers. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** A request as a service reads it. */
export interface Posted {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** A service on a free local port that answers each request by a function of it. */
export async function serveHttp(answer: (posted: Posted) => Answer): Promise<Listening> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = Buffer.concat(parts).toString("utf8");
      const { status, body: text } = answer({ method: request.method ?? "", path: request.url ?? "", body });
      response.writeHead(status, { "content-type": "text/plain" }).end(text);
    });
  });
  return listen(server);
}
