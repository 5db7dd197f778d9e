import fc from "fast-check";
import type { Data } from "../properties/declared.ts";
import { tenant } from "../properties/tenants.ts";

/*
 * Tenants that live on the same servers: their names are as much alike as names can be, their credentials are their own.
 */

const stem = fc.stringMatching(/^[a-z][a-z0-9]{0,4}(-[a-z0-9]{1,3})?$/);
const ending = fc.constantFrom(
  "-eu",
  "-eu-west",
  "1",
  "-1",
  "-0",
  "s",
  "-a-b-c",
  "-production",
  "-staging",
  "x".repeat(40),
);

/** Names of which each is the beginning of another, and such as are parts of what is emitted. */
const names: fc.Arbitrary<readonly string[]> = fc
  .tuple(
    stem,
    fc.uniqueArray(ending, { minLength: 1, maxLength: 3 }),
    fc.subarray(["logs", "acme", "constructor", "production", "grafana", "api"]),
  )
  .map(([first, endings, others]) =>
    [...new Set([first, ...endings.map((end) => `${first}${end}`), ...others])].slice(0, 4),
  );

/** The same declaration under another name, with secrets of its own. */
function renamed(declaration: Data, name: string): Data {
  const own = JSON.stringify(declaration).replaceAll(/"(pagerduty|slack|hook)\/x"/g, `"$1/${name}"`);
  return { ...JSON.parse(own), tenant: name };
}

/** Two to four tenants. */
export const neighbours: fc.Arbitrary<readonly Data[]> = names.chain((all) =>
  fc.tuple(...all.map((name) => tenant.map((declaration) => renamed(declaration, name)))),
);
