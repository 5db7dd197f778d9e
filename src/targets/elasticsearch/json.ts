/** A value as JSON for files: two spaces, keys in order, a newline at the end. */
export function sortedJson(value: unknown): string {
  return `${JSON.stringify(value, (_key, inner: unknown) => (isRecord(inner) ? sorted(inner) : inner), 2)}\n`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sorted(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
