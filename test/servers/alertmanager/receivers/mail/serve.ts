import type { Socket } from "node:net";
import { createSecureContext, TLSSocket } from "node:tls";
import type { Certificate } from "./certificate.ts";
import { Conversation, type Envelope, type Reply } from "./conversation.ts";

/** Who hears of what a client sends, and of what is answered with an error. */
export interface Heard {
  taken(envelope: Envelope): void;
  refused(reason: string): void;
}

/** Talks SMTP with one client, encrypted from STARTTLS on. */
export function serve(socket: Socket, certificate: Certificate, heard: Heard): void {
  socket.write("220 localhost ESMTP\r\n");
  listen(socket, new Conversation(), certificate, heard);
}

function listen(stream: Socket, conversation: Conversation, certificate: Certificate, heard: Heard): void {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("error", (error) => heard.refused(`the connection broke: ${error.message}`));
  stream.on("data", (text: string) => {
    const lines = `${rest}${text}`.split("\r\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const reply = conversation.replyTo(line);
      if (reply !== undefined) act(reply);
    }
  });
  const act = ({ lines, next }: Reply): void => {
    for (const line of lines.filter((one) => /^[45]/.test(one))) heard.refused(line);
    stream.write(`${lines.join("\r\n")}\r\n`);
    if (next === "encrypt") listen(encrypted(stream, certificate), conversation, certificate, heard);
    else if (next === "end") stream.end();
    else if (next !== undefined) heard.taken(next.take);
  };
}

function encrypted(stream: Socket, { cert, key }: Certificate): TLSSocket {
  stream.removeAllListeners("data");
  return new TLSSocket(stream, { isServer: true, secureContext: createSecureContext({ cert, key }) });
}
