/** A stretch of a text that has the form of a credential. */
export interface SecretSpan {
  readonly start: number;
  readonly end: number;
  /** What it looks like, for a sentence. */
  readonly what: string;
}

/** What stands for a secret in everything that is shown. */
export const MASK = "•••";

const VALUE = String.raw`["']?\s*[=:]\s*["']?(?=[^\s"',;]{0,200}\d)(?![$<{])[^\s"',;•]{6,}`;

/*
 * Forms that their issuers document, and words that announce a password. Each is bounded or ends at the next space, so
 * that a search takes time that grows with the text alone. Of what is cut off, the beginning is enough.
 */
const FORMS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["an AWS access key", /\b(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}\b/g],
  ["a Slack webhook", /hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/[^\s"'<>,;)]+/g],
  ["a Slack token", /\bxox[a-z]-[0-9A-Za-z-]{8,}/g],
  ["an integration key", /\b[0-9a-f]{32}\b|\b[0-9A-F]{32}\b/g],
  ["an address with a password", /:\/\/[^\s/:@"']{0,100}:[^\s/@"']{1,200}(?:@|$|…)/g],
  ["a JSON web token", /\beyJ[\w-]{5,}\.eyJ[\w.-]*/g],
  ["a private key", /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----(?:(?!-----END)[^"])*(?:-----END [A-Z ]{0,40}-----)?/g],
  ["a GitHub token", /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,})/g],
  ["a GitLab token", /\bglpat-[\w-]{16,}/g],
  ["a Google API key", /\bAIza[\w-]{30,}/g],
  ["a Stripe key", /\b[rs]k_(?:live|test)_\w{16,}/g],
  ["a Vault token", /\bhv[sbr]\.[\w-]{20,}/g],
  ["an npm token", /\bnpm_\w{30,}/g],
  ["a SendGrid key", /\bSG\.[\w-]{16,}\.[\w-]{16,}/g],
  ["a bearer token", /\b[Bb]earer\s{1,3}(?=[\w.~+/-]{0,200}\d)[\w.~+/-]{16,}=*/g],
  ["a password", new RegExp(String.raw`\b(?:password|passwd|passphrase|pwd)${VALUE}`, "gi")],
  [
    "a key",
    new RegExp(
      String.raw`\b(?:aws[_-])?(?:api|access|auth|client|secret)[_-]?(?:access[_-]?)?(?:key|token|secret)${VALUE}`,
      "gi",
    ),
  ],
];

/** Where a text holds what has the form of a credential, in the order of the text. */
export function secretsIn(text: string): readonly SecretSpan[] {
  if (text.length < 12) return [];
  const found = FORMS.flatMap(([what, pattern]) =>
    [...text.matchAll(pattern)].map(({ 0: { length }, index }) => ({ start: index, end: index + length, what })),
  );
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** A text with dots for what has the form of a credential. */
export function withoutSecrets(text: string): string {
  let shown = "";
  let end = 0;
  for (const span of secretsIn(text)) {
    if (span.end <= end) continue;
    if (span.start >= end) shown += text.slice(end, span.start) + MASK;
    end = span.end;
  }
  return shown + text.slice(end);
}

/** Plain data with dots in all of its texts and names. */
export function dataWithoutSecrets(value: unknown): unknown {
  if (typeof value === "string") return withoutSecrets(value);
  if (Array.isArray(value)) return value.map(dataWithoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [withoutSecrets(key), dataWithoutSecrets(child)]),
  );
}

const SECRET_PROPERTY =
  /\b(?:routing[_-]?key|web[_-]?hook(?:[_-]?url)?|pass(?:word|wd|phrase)|(?:bearer|access|auth|api)?[_-]?token|api[_-]?key|credentials?)["']?\s*:\s*(?<value>"[^"]*"?|'[^']*'?|`[^`]*`?|[^\s"'`{[(&*!|>#][^,}#]*)/gi;

/** Where a line of a declaration shows what must not be shown: credentials, and texts of properties that mean one. */
export function secretsInLine(line: string, isYaml: boolean): readonly SecretSpan[] {
  const named = [...line.matchAll(SECRET_PROPERTY)].flatMap(({ 0: all, index, groups }) => {
    const value = groups?.["value"] ?? "";
    const inner = value.trimEnd().replace(/^["'`]|["'`]$/g, "");
    const start = index + all.lastIndexOf(value) + value.indexOf(inner);
    return isYaml || /^["'`]/.test(value) ? [{ start, end: start + inner.length, what: "a secret" }] : [];
  });
  return [...secretsIn(line), ...named];
}
