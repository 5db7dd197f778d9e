import type { Arrival } from "./arrival.ts";

/** What a person can read of a message; a mail can be read in two forms. Addresses behind words count as read. */
export function asRead({ kind, fields }: Pick<Arrival, "kind" | "fields">): readonly string[] {
  const all = fields.map(([, text]) => text).join("\n");
  switch (kind) {
    case "slack":
      return [withoutEntities(all)];
    case "webhook":
      return [JSON.parse(all, unescaped).join("\n")];
    case "pagerduty":
      return [all];
    case "email":
      return ["text", "html"].map((form) => {
        const seen = fields.filter(([name]) => name !== (form === "text" ? "html" : "text"));
        return withoutEntities(seen.map(([, text]) => text).join("\n"));
      });
  }
}

/** All texts of a value of JSON, one after the other. */
function unescaped(_: string, value: unknown): unknown {
  return typeof value === "object" && value !== null ? Object.values(value).flat() : value;
}

function withoutEntities(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&#34;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&#43;", "+")
    .replaceAll("&amp;", "&");
}
