import { type Mistake, type Recorded, recorded, spread } from "../promql/build/record.ts";
import { nameOf, namesInstead } from "./name.ts";
import { textNode } from "./text.ts";

const TEXTS = ["summary", "description"];

/** Records something that tells people: its texts with their placeholders, its owner by name. */
export function notice<K extends string>(kind: K, name: string, options: unknown, more: object = {}): Notifying<K> {
  const mistakes: Mistake[] = [];
  const fields = Object.entries(spread(options)).map(([property, value]) => {
    if (property === "owner" || property === "causedBy") mistakes.push(...namesInstead(property, value));
    if (property === "owner") return [property, nameOf(value)];
    if (!TEXTS.includes(property)) return [property, value];
    const { text, misuse } = textNode(value);
    if (misuse !== undefined) mistakes.push({ name: "text", property, data: { misuse } });
    return [property, text];
  });
  return recorded(["name", "..."], { ...Object.fromEntries(fields), ...more, "~kind": kind, name }, mistakes);
}

interface Notifying<K extends string> extends Recorded {
  readonly "~kind": K;
  readonly name: string;
}
