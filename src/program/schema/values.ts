import { z } from "zod";
import type { Malformed } from "../../diagnostics/codes/declaration.ts";
import { parseDuration } from "../../values/duration.ts";
import { parseBytes, parseRatio } from "../../values/quantity.ts";

/*
 * Value objects: texts of a form. An issue's message is `@` and the name of the form, from which `issues.ts` makes a
 * finding that shows what was expected.
 */

type FormName = Malformed["form"];

function textOf(form: FormName, pattern: RegExp): z.ZodString {
  // What is too long is read no further: the pattern could take all of the stack.
  return z
    .string()
    .max(2000, { error: `@${form}`, abort: true })
    .regex(pattern, `@${form}`);
}

function refused(form: FormName, context: z.RefinementCtx): never {
  context.addIssue({ code: "custom", message: `@${form}` });
  return z.NEVER;
}

/** Milliseconds of a duration. */
export const duration = z
  .string()
  .transform((text, context) => parseDuration(text) ?? refused("duration", context))
  .meta({ id: "duration", description: "A length of time, such as 30s, 5m, 1h30m or 30d.", examples: ["5m", "1h30m"] });

/** The ratio of a percentage. */
export const percent = z
  .string()
  .transform((text, context) => parseRatio(text) ?? refused("percentage", context))
  .meta({ id: "percent", description: "A percentage, such as 99.9%.", examples: ["99.9%"] });

/** Bytes of a size. */
export const size = z
  .string()
  .transform((text, context) => parseBytes(text) ?? refused("size", context))
  .meta({ id: "size", description: "A size in bytes, such as 512MiB or 50GB.", examples: ["50GiB"] });

/** The path of a secret in the organisation's store. */
export const secret = z
  .strictObject(
    { secret: textOf("secret path", /^[A-Za-z0-9][A-Za-z0-9_-]*(\/[A-Za-z0-9][A-Za-z0-9_-]*)*$/) },
    { error: (issue) => (issue.code === "invalid_type" && issue.input !== undefined ? "@literal secret" : undefined) },
  )
  .transform((reference) => reference.secret)
  .meta({ id: "secret", description: "A reference to a secret; its text is never written into a declaration." });

export const url = textOf("URL", /^https?:\/\/[A-Za-z0-9.-]+(:\d{1,5})?(\/[A-Za-z0-9._~/-]*)?$/).transform((text) =>
  text.replace(/\/+$/, ""),
);

export const address = textOf("address", /^([A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\]):\d{1,5}$/);

export const metricName = textOf("metric name", /^[a-zA-Z_][a-zA-Z0-9_]{0,199}$/);

export const recordedName = textOf(
  "recorded name",
  /^[a-zA-Z_][a-zA-Z0-9_]*:[a-zA-Z_][a-zA-Z0-9_]*:[a-zA-Z_][a-zA-Z0-9_]*$/,
);

export const labelName = textOf("label name", /^(?!__)[a-zA-Z_][a-zA-Z0-9_]{0,99}$/);

/** Names that become file names, receivers and parts of metrics: none that Windows keeps for a device. */
export const name = textOf("name", /^(?=.{1,60}$)(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/);

export const alertName = textOf(
  "alert name",
  /^(?!(?:C[Oo][Nn]|P[Rr][Nn]|A[Uu][Xx]|N[Uu][Ll]|C[Oo][Mm]\d|L[Pp][Tt]\d)$)[A-Z][A-Za-z0-9]{0,99}$/,
);

/** A day of the calendar, as `2027-03-31`. */
export const day = textOf("date", /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/).refine(isInCalendar, "@date");

// A day of another form is refused already; the 31st of February would be one in March.
function isInCalendar(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().startsWith(text);
}

export const unit = textOf("unit", /^[A-Za-z%][A-Za-z0-9 /%]{0,29}$|^$/);

// Letters of any script, but nothing that hides itself or turns the direction of writing; private characters are ours.
const PLAIN = /^(?:[^\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]|[\t\n\u200c\u200d])*$/u;

/** A text for people: no control characters, none that turn the direction of writing. */
export const text = textOf("text", PLAIN);

/** A text of one line. */
export const line = textOf("line", /^(?!.*[\n\r])/s).regex(PLAIN, "@text");

export const version = textOf("version", /^(2\.[4-9]\d|3\.\d{1,3})$/).transform((text) => {
  const dot = text.indexOf(".");
  return { major: Number(text.slice(0, dot)), minor: Number(text.slice(dot + 1)) };
});
