/** A text with placeholders, in the order of its parts; `value` stands for the alert's value. */
export type Text = readonly TextPart[];

export type TextPart = { readonly literal: string } | { readonly label: string } | { readonly value: true };

const PLACEHOLDER = /\$\$\{|\$\{([^}]*)\}/g;

/** Reads `${service} fails ${value} of its requests`; `$${` stands for `${` itself. */
export function parseText(source: string): Text {
  const parts: TextPart[] = [];
  let literal = "";
  let end = 0;
  for (const match of source.matchAll(PLACEHOLDER)) {
    literal += source.slice(end, match.index);
    end = match.index + match[0].length;
    const name = match[1];
    if (name === undefined) {
      literal += "${";
      continue;
    }
    if (literal !== "") parts.push({ literal });
    literal = "";
    parts.push(name === "value" ? { value: true } : { label: name });
  }
  literal += source.slice(end);
  return literal === "" ? parts : [...parts, { literal }];
}

/** The labels that a text asks for. */
export function placeholdersOf(text: Text): readonly string[] {
  return text.flatMap((part) => ("label" in part ? [part.label] : []));
}
