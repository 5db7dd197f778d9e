/** A mail as its reader sees it. */
export interface Message {
  /** By their names in small letters. */
  readonly headers: ReadonlyMap<string, string>;
  /** The bodies by their types, such as `text/plain`. */
  readonly parts: ReadonlyMap<string, string>;
}

/** Reads a mail of parts in quoted-printable (RFC 2045 to 2047), which is what Alertmanager writes. */
export function readMessage(data: string): Message {
  const { headers, body } = split(data);
  const boundary = /boundary=(\S+)/.exec(headers.get("content-type") ?? "")?.[1];
  if (boundary === undefined) throw new Error(`a mail without parts: ${data.slice(0, 500)}`);
  const sections = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((text) => text.replace(/^\r\n|\r\n$/g, ""));
  return { headers, parts: new Map(sections.map(readPart)) };
}

function readPart(text: string): readonly [type: string, body: string] {
  const { headers, body } = split(text);
  const type = headers.get("content-type") ?? "";
  if (headers.get("content-transfer-encoding") !== "quoted-printable")
    throw new Error(`a part that is ${type} as it is`);
  return [type.replace(/;.*/, ""), quotedPrintable(body.replace(/=\r\n/g, "")).replaceAll("\r\n", "\n")];
}

function split(text: string): { readonly headers: ReadonlyMap<string, string>; readonly body: string } {
  const end = text.indexOf("\r\n\r\n");
  const lines = text
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n");
  const headers = lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), encodedWords(line.slice(colon + 1).trim())] as const;
  });
  return { headers: new Map(headers), body: text.slice(end + 4) };
}

function encodedWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?utf-8\?q\?([^?]*)\?=/gi, (_, word: string) => quotedPrintable(word.replaceAll("_", " ")));
}

function quotedPrintable(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
