import { foreignQuery, unlimitedQuery } from "../../diagnostics/codes/files.ts";
import type { Matcher, Selector } from "../../promql/syntax/ast.ts";
import { print } from "../../promql/syntax/print.ts";
import { compileRegex } from "../../promql/syntax/regex.ts";
import { selectors } from "../../promql/syntax/walk.ts";
import { grouped } from "../../values/grouped.ts";
import type { Report } from "./document.ts";
import type { Statement } from "./statement.ts";

/** The tenant that a statement is about, and how that is known. */
export interface Whose {
  readonly tenant: string;
  readonly why: string;
}

/** The values that a statement's selectors pin the tenant's label to. */
function pinsOf({ authored }: Statement, label: string): readonly string[] {
  return selectors(authored.expr).flatMap(({ matchers }) =>
    matchers.flatMap((one) => (one.label === label && one.operator === "=" && one.value !== "" ? [one.value] : [])),
  );
}

/**
 * Whose series the statements of a file read: what the caller says, the rule's own label, else what all others of the
 * rule, or most of the file, are limited to.
 */
export function ownersOf(
  statements: readonly Statement[],
  label: string,
  asked: string | undefined,
): ReadonlyMap<Statement, Whose> {
  const owners = new Map<Statement, Whose>();
  for (const own of grouped(statements, ({ file }) => file).values()) {
    const pinned = own.map((one) => majority(pinsOf(one, label), 0.5));
    const usual = majority(
      own.map((one, index) => one.labels?.get(label) ?? pinned[index]),
      0.75,
    );
    for (const [index, statement] of own.entries()) {
      const owner = ownerOf(statement, label, asked, { pinned: pinned[index], usual });
      if (owner !== undefined) owners.set(statement, owner);
    }
  }
  return owners.size === 0 ? owners : handedOn(statements, owners);
}

/** What is computed from one tenant's recordings alone is that tenant's, too. */
function handedOn(statements: readonly Statement[], owners: Map<Statement, Whose>): ReadonlyMap<Statement, Whose> {
  const read = new Map(
    statements.map((one) => [one, new Set(selectors(one.authored.expr).map(({ metric = "" }) => metric))]),
  );
  const recorded = grouped(statements, ({ rule }) => rule?.record ?? "");
  for (let before = -1; before < owners.size; ) {
    before = owners.size;
    const ofNames = new Map(
      [...recorded].map(([name, some]) => [name, only(some.map((one) => owners.get(one)?.tenant))]),
    );
    for (const statement of statements) {
      if (owners.has(statement)) continue;
      const tenant = only([...(read.get(statement) ?? [])].map((name) => ofNames.get(name)));
      if (tenant !== undefined) owners.set(statement, { tenant, why: "as what it reads is" });
    }
  }
  return owners;
}

/** The value that all of them have. */
function only<T>(values: readonly T[]): T | undefined {
  const [first, ...others] = new Set(values);
  return others.length === 0 ? first : undefined;
}

/** What most selectors of a statement, and most statements of its file, are limited to. */
interface Limited {
  readonly pinned: string | undefined;
  readonly usual: string | undefined;
}

function ownerOf(
  statement: Statement,
  label: string,
  asked: string | undefined,
  { pinned, usual }: Limited,
): Whose | undefined {
  if (asked !== undefined) return { tenant: asked, why: "which was asked for" };
  const labelled = statement.labels?.get(label);
  if (labelled !== undefined && !labelled.includes("{{")) return { tenant: labelled, why: "as the rule's label says" };
  if (usual !== undefined && (pinned === undefined || pinned !== usual)) {
    return { tenant: usual, why: "as almost all in this file are" };
  }
  return pinned === undefined ? undefined : { tenant: pinned, why: "as the others here are" };
}

/** What more than a share of the values are. */
function majority(values: readonly (string | undefined)[], share: number): string | undefined {
  if (values.length === 0) return undefined;
  const counts = new Map<string, number>();
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most !== undefined && most[1] > share * values.length ? most[0] : undefined;
}

/** What is known beside the statements. */
export interface Limits {
  /** The label that tells tenants apart. */
  readonly label: string;
  /** Recordings, and the tenants whose rules record them. */
  readonly recorded: ReadonlyMap<string, ReadonlySet<string>>;
  /** The tenants that are declared. */
  readonly tenants: readonly string[];
}

/** Selectors that aren't limited to the tenant that their statement is for. */
export function strayQueries(
  statements: readonly Statement[],
  owners: ReadonlyMap<Statement, Whose>,
  limits: Limits,
  report: Report,
): void {
  const pinning = filesThatPinRecordings(statements, limits);
  for (const statement of statements) {
    const whose = owners.get(statement);
    if (whose === undefined) continue;
    const arePinned = pinning.has(statement.file);
    for (const selector of selectors(statement.authored.expr)) {
      checkSelector(selector, statement, whose, { ...limits, arePinned }, report);
    }
  }
}

function checkSelector(
  selector: Selector,
  { authored }: Statement,
  whose: Whose,
  { label, recorded, tenants, arePinned }: Limits & { readonly arePinned: boolean },
  report: Report,
): void {
  const place = authored.placeOf(selector);
  const own = selector.matchers.filter((one) => one.label === label);
  const stray = own.find((matcher) => !isLimitedTo(matcher, whose.tenant, tenants));
  if (stray !== undefined) report(foreignQuery, place, { matcher: shown(stray), label, ...whose });
  else if (own.length === 0 && !isOwn(selector, whose.tenant, recorded, arePinned)) {
    report(unlimitedQuery, place, { metric: selector.metric ?? "the selector", label, ...whose });
  }
}

// A pattern that lets another tenant's name through limits nothing.
function isLimitedTo({ operator, value }: Matcher, tenant: string, tenants: readonly string[]): boolean {
  if (operator === "=") return value === tenant;
  const compiled = compileRegex(value);
  if (operator !== "=~" || "reason" in compiled) return false;
  return (
    compiled.matches(tenant) && !["another-tenant", ...tenants].some((one) => one !== tenant && compiled.matches(one))
  );
}

function shown(matcher: Matcher): string {
  return print({ kind: "selector", matchers: [matcher] }).slice(1, -1);
}

// What only this tenant's rules record needs no matcher, unless its readers all have one.
function isOwn(
  { metric = "" }: Selector,
  tenant: string,
  recorded: ReadonlyMap<string, ReadonlySet<string>>,
  arePinned: boolean,
): boolean {
  const by = recorded.get(metric);
  return by !== undefined && !arePinned && by.size === 1 && by.has(tenant);
}

function filesThatPinRecordings(statements: readonly Statement[], { label, recorded }: Limits): ReadonlySet<string> {
  const counts = new Map<string, { pinned: number; all: number }>();
  for (const { file, authored } of statements) {
    const count = counts.get(file) ?? { pinned: 0, all: 0 };
    counts.set(file, count);
    for (const { metric = "", matchers } of selectors(authored.expr)) {
      if (!recorded.has(metric)) continue;
      count.all++;
      if (matchers.some((one) => one.label === label)) count.pinned++;
    }
  }
  return new Set([...counts].flatMap(([file, { pinned, all }]) => (all > 2 && pinned >= all - 1 ? [file] : [])));
}
