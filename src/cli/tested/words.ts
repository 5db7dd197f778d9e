import { type Covered, percentOf } from "../../verify/proofs/tested/index.ts";
import type { Style } from "../terminal/style.ts";
import { type Cell, table } from "../terminal/table.ts";

interface TenantRows {
  readonly name: string;
  readonly rows: readonly Covered[];
}

const KINDS = [
  ["alert", "alerts"],
  ["branch", "ways to fire"],
  ["silence", "silences"],
  ["value", "label values"],
] as const;

const SEVERITIES = ["page", "ticket", "info"] as const;

/** What is shown of each tenant's alerts, by what it is and by severity; and what isn't. */
export function coverageWords(tenants: readonly TenantRows[], percent: number): (style: Style) => string {
  return (style) => {
    const head = ["tenant", "shown", ...KINDS.map(([, words]) => words), ...SEVERITIES].map(
      (text): Cell => ({ text, paint: style.dim }),
    );
    const body = tenants.map(({ name, rows }) => [
      { text: name },
      { text: `${rounded(percentOf(rows))} %` },
      ...KINDS.map(([kind]) => share(rows.filter((row) => row.kind === kind))),
      ...SEVERITIES.map((severity) => share(rows.filter((row) => row.severity === severity))),
    ]);
    const missing = tenants.flatMap(({ name, rows }) =>
      rows.flatMap((row) =>
        row.missing === undefined ? [] : [`  ${name} ${row.alert}: ${row.shows}; ${row.missing}\n`],
      ),
    );
    const gaps = missing.length === 0 ? "" : `\nnot shown\n${missing.join("")}`;
    const mark = missing.length === 0 ? `${style.green("✓")} ` : "";
    return `${table([head, ...body])}${gaps}\n${mark}${rounded(percent)} % of what ${tenants.length === 1 ? "its" : "their"} alerts do is shown by tests\n`;
  };
}

function share(rows: readonly Covered[]): Cell {
  const shown = rows.filter(({ missing }) => missing === undefined).length;
  return { text: rows.length === 0 ? "–" : `${shown} of ${rows.length}` };
}

// Nothing that is missing is rounded away.
function rounded(percent: number): string {
  return String(Math.floor(percent * 10) / 10);
}
