import type { Server } from "node:net";

/** A server that listens, and how to end it. */
export interface Listening {
  readonly port: number;
  stop(): Promise<void>;
}

/** Lets a server listen on a free port of this machine, for nobody else. */
export function listen(server: Server & { closeAllConnections?: () => void }): Promise<Listening> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      const stop = () =>
        new Promise<void>((stopped) => {
          server.close(() => stopped());
          server.closeAllConnections?.();
        });
      resolve({ port, stop });
    });
  });
}
