import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { table } from "../bench/table.ts";
import type { ParityRow } from "./parity/part.ts";
import { parts } from "./parity/parts.ts";
import type { DetectorSection } from "./section.ts";

const goldenFigures = z.record(z.string(), z.unknown());

/** Everything that other libraries have computed too, held against what they found. */
export const parity: DetectorSection = async ({ data, say }) => {
  const golden = goldenFigures.parse(JSON.parse(readFileSync(join(data, "reference/golden.json"), "utf8")));
  const rows = parts.flatMap((part) => part(golden));
  for (const row of rows.filter((one) => !isWithin(one)))
    say(`${row.quantity}: ${row.difference} exceeds ${row.allowed}`);
  return summary(rows);
};

function summary(rows: readonly ParityRow[]): string {
  const beyond = rows.filter((row) => !isWithin(row)).length;
  const cells = rows.map((row) => [
    row.quantity,
    String(row.cases),
    row.difference === 0 ? "0" : row.difference.toExponential(1),
    row.allowed === 0 ? "0" : row.allowed.toExponential(0),
    isWithin(row) ? "yes" : "**no**",
  ]);
  const text = beyond === 0 ? "all within what is allowed" : `${beyond} beyond what is allowed`;
  return `${rows.length} quantities, ${text}.\n\n${table(["quantity", "cases", "greatest difference", "allowed", "within"], cells)}`;
}

/** A difference that is no number is beyond everything. */
function isWithin(row: ParityRow): boolean {
  return row.cases > 0 && row.difference <= row.allowed;
}
