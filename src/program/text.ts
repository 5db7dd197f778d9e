/** A text with placeholders, in the order of its parts; `value` stands for the alert's value. */
export type Text = readonly TextPart[];

export type TextPart = { readonly literal: string } | { readonly label: string } | { readonly value: true };

const BRACE = /(?<!\$)(\$+)\{/g;

/**
 * Reads `${service} fails ${value} of its requests`. Directly before a brace, two dollars stand for one: `$${` is `${`
 * itself, and `$$${value}` a dollar before a value.
 */
export function parseText(source: string): Text {
  const parts: TextPart[] = [];
  let literal = "";
  let end = 0;
  for (const { 0: written, 1: dollars = "", index } of source.matchAll(BRACE)) {
    if (index < end) continue;
    literal += source.slice(end, index) + "$".repeat(Math.floor(dollars.length / 2));
    end = index + written.length;
    const isEscaped = dollars.length % 2 === 0;
    const close = isEscaped ? -1 : source.indexOf("}", end);
    if (close < 0) literal += isEscaped ? "{" : "${";
    else {
      parts.push(...literally(literal), placeholder(source.slice(end, close)));
      literal = "";
      end = close + 1;
    }
  }
  return [...parts, ...literally(literal + source.slice(end))];
}

function literally(literal: string): readonly TextPart[] {
  return literal === "" ? [] : [{ literal }];
}

function placeholder(name: string): TextPart {
  return name === "value" ? { value: true } : { label: name };
}

/** The labels that a text asks for. */
export function placeholdersOf(text: Text): readonly string[] {
  return text.flatMap((part) => ("label" in part ? [part.label] : []));
}

/** A text as people read it where no alert fires: `the service` stands where the label's value would. */
export function plainText(text: Text): string {
  return text
    .map((part) => ("literal" in part ? part.literal : `the ${"label" in part ? part.label : "value"}`))
    .join("");
}
