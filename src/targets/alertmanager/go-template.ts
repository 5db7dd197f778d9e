const LONE_SURROGATE = /\p{Surrogate}/gu;

/** A text as a string constant inside `{{ … }}`. What JSON escapes, Go reads alike; half a surrogate pair is no text for it. */
export function goString(text: string): string {
  return JSON.stringify(text.replace(LONE_SURROGATE, "\uFFFD"));
}

/** A text that a Go template prints as it is, braces included; where nothing needs it, the text itself. */
export function verbatim(text: string): string {
  return text.includes("{{") ? `{{ ${goString(text)} }}` : text;
}

/** Calls a template by its name with all the notification's data. */
export function callTemplate(owner: string, name: string): string {
  return `{{ template ${goString(`${owner}.${name}`)} . }}`;
}
