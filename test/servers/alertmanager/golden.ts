import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Heard } from "./scene.ts";

/** Set to rewrite the files: `UPDATE=1 npm run test:servers -- test/servers/alertmanager`. */
const UPDATE = process.env["UPDATE"] === "1";

/** The content of a golden file, which is first written where one asks for that; nothing for none. */
export function golden(name: string, actual: string): string {
  const file = join(import.meta.dirname, "golden", name);
  if (UPDATE) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
  }
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** The page of a mail, its moments masked. */
export function page({ fields }: Heard): string {
  return withoutTimes(fields.find(([name]) => name === "html")?.[1] ?? "");
}

/** Messages as a reviewer reads them: by alert, the firing one first; moments are masked, addresses decoded, the pages of mails left out. */
export function readable(messages: readonly Heard[]): string {
  const key = ({ alerts, status, receiver }: Heard) => `${alerts.join()} ${status} ${receiver}`;
  const sorted = messages.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  return sorted.map((message) => `${headline(message)}\n${message.fields.map(field).join("")}`).join("\n");
}

function headline({ alerts, status, receiver }: Heard): string {
  const text = `${alerts.join(", ")}, ${status}: ${receiver}`;
  return `${"=".repeat(Math.min(text.length, 100))}\n${text}`;
}

function field([name, text]: readonly [name: string, text: string]): string {
  if (name === "html") return "";
  const masked = decoded(withoutTimes(text)).replace(/\n$/, "");
  if (!masked.includes("\n")) return `${name}: ${masked}\n`;
  return `${name}:\n${masked.replace(/^(?=.)/gm, "    ")}\n`;
}

/** The text with each address as a browser shows it. */
function decoded(text: string): string {
  return text.replace(/https?:\/\/[^\s<>|"]*/g, (url) => decodeURIComponent(url.replaceAll("+", " ")));
}

/** The text with each moment replaced by the word for it. */
export function withoutTimes(text: string): string {
  return text
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, "YYYY-MM-DD hh:mm:ss")
    .replace(/"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[^"]*"/g, '"YYYY-MM-DDThh:mm:ssZ"');
}
