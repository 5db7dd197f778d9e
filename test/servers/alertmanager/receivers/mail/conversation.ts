/** A message as SMTP carries it: the envelope, and the text with CRLF between its lines. */
export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
  readonly data: string;
}

/** What a server says to a line of its client; some lines also do something. */
export interface Reply {
  readonly lines: readonly string[];
  readonly next?: "encrypt" | "end" | { readonly take: Envelope };
}

/** The longest line that SMTP allows, without its end. */
const LONGEST_LINE = 998;

const say = (...lines: readonly string[]): Reply => ({ lines });

/** A server's side of SMTP submission (RFC 5321, RFC 3207): mail is taken only encrypted, and in lines of the standard's length. */
export class Conversation {
  #encrypted = false;
  #from: string | undefined;
  #to: string[] = [];
  #data: string[] | undefined;

  /** The reply to a line, if there is one. */
  replyTo(line: string): Reply | undefined {
    if (this.#data !== undefined) return this.#dataLine(line, this.#data);
    const verb = line.split(" ", 1)[0]?.toUpperCase() ?? "";
    const address = /<([^>]+)>/.exec(line)?.[1];
    switch (verb) {
      case "EHLO":
        return say("250-localhost", ...(this.#encrypted ? [] : ["250-STARTTLS"]), "250 8BITMIME");
      case "STARTTLS":
        this.#encrypted = true;
        return { lines: ["220 go ahead"], next: "encrypt" };
      case "MAIL":
        return this.#sender(address);
      case "RCPT":
        return this.#recipient(address);
      case "DATA":
        return this.#begin();
      case "QUIT":
        return { lines: ["221 bye"], next: "end" };
      default:
        return say(`502 no such command: ${line}`);
    }
  }

  #sender(address: string | undefined): Reply {
    if (!this.#encrypted) return say("530 must issue a STARTTLS command first");
    this.#from = address;
    this.#to = [];
    return say(address === undefined ? "501 no address" : "250 sender ok");
  }

  #recipient(address: string | undefined): Reply {
    if (this.#from === undefined) return say("503 no sender");
    if (address === undefined) return say("501 no address");
    this.#to.push(address);
    return say("250 recipient ok");
  }

  #begin(): Reply {
    if (this.#to.length === 0) return say("503 no recipients");
    this.#data = [];
    return say("354 end with a line of one dot");
  }

  #dataLine(line: string, data: string[]): Reply | undefined {
    if (line !== ".") {
      data.push(line.startsWith(".") ? line.slice(1) : line);
      return undefined;
    }
    this.#data = undefined;
    const longest = Math.max(0, ...data.map((one) => Buffer.byteLength(one)));
    if (longest > LONGEST_LINE) return say(`500 a line of ${longest} bytes`);
    return { lines: ["250 taken"], next: { take: { from: this.#from ?? "", to: this.#to, data: data.join("\r\n") } } };
  }
}
