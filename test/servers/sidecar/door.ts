import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";

/** What the door does with a question: nothing good, unless it lets it through. */
export type Conduct = (response: ServerResponse, letThrough: (change?: (answer: string) => string) => void) => void;

/** A proxy before Prometheus that behaves as badly as a test wants. */
export interface Door {
  readonly address: string;
  /** From now on the door does this; without anything it lets all through as it is. */
  behave(conduct?: Conduct): void;
  stop(): void;
}

/** Opens a door on a free local port to the Prometheus at an address. */
export async function openDoor(prometheus: string): Promise<Door> {
  const honest: Conduct = (_, letThrough) => letThrough();
  let conduct = honest;
  const server = createServer((question, response) => {
    response.on("error", () => undefined);
    conduct(response, (change) => forward(prometheus, question, response, change));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    address: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    behave: (next = honest) => {
      conduct = next;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function forward(
  prometheus: string,
  question: IncomingMessage,
  response: ServerResponse,
  change: ((answer: string) => string) | undefined,
): void {
  const asking = request(`${prometheus}${question.url}`, { method: question.method ?? "GET" }, (answer) => {
    let text = "";
    answer.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
    answer.on("end", () => {
      response.writeHead(answer.statusCode ?? 502, { "content-type": "application/json" });
      response.end(change ? change(text) : text);
    });
  });
  asking.on("error", () => response.destroy());
  asking.end();
}
