/** A Markdown table; numbers stand at the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const right = head.map((_, column) =>
    rows.every((row) => typeof row[column] === "number" || /^[\d.]/.test(String(row[column]))),
  );
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(right.map((isRight) => (isRight ? "---:" : "---"))), ...rows.map(line)].join("\n");
}

/** Seconds as they are read: two decimals below ten, one above. */
export function seconds(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)} s`;
}

/** Milliseconds of a number of seconds. */
export function milliseconds(value: number): string {
  return `${Math.round(value * 1000)} ms`;
}

/** A ratio. */
export function times(value: number): string {
  return `${value.toFixed(2)} ×`;
}

/** Memory, in MiB. */
export function mebibytes(value: number): string {
  return `${Math.round(value)} MiB`;
}
