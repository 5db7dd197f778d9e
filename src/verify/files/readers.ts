import type { Program } from "../../program/program.ts";
import { type Readable, readableOf } from "./catalogue.ts";
import type { Statement } from "./statement.ts";
import { ownersOf, type Whose } from "./tenancy.ts";

/** Whose each statement is, and what it may read therefore. */
export class Readers {
  readonly owners: ReadonlyMap<Statement, Whose>;
  readonly #programs: readonly Program[];
  /** By tenant; of those that are nobody's under an empty name. */
  readonly #readable: ReadonlyMap<string, Readable>;
  readonly #ofAll: Readable;

  constructor(statements: readonly Statement[], programs: readonly Program[], label: string, tenant?: string) {
    this.#programs = programs;
    this.owners = ownersOf(statements, label, tenant);
    const recordings = statements.filter(({ rule }) => rule?.record !== undefined);
    this.#ofAll = readableOf(programs, recordings, label);
    const names = new Set([...this.owners.values()].map((whose) => whose.tenant));
    const declared = [...names].filter((name) => programs.some((program) => program.tenant.name === name));
    this.#readable = new Map(declared.map((name) => [name, readableOf(this.#of(name), recordings, label)]));
  }

  /** What a statement may read: what its tenant declares, or anyone where nobody knows its tenant. */
  readable(statement: Statement): Readable {
    return this.#readable.get(this.owners.get(statement)?.tenant ?? "") ?? this.#ofAll;
  }

  /** The programs that declare what a statement reads. */
  programs(statement: Statement): readonly Program[] {
    return this.#of(this.owners.get(statement)?.tenant ?? "");
  }

  /** For each recording the tenants whose rules record it. */
  recorded(statements: readonly Statement[]): ReadonlyMap<string, ReadonlySet<string>> {
    const recorded = new Map<string, Set<string>>();
    for (const statement of statements) {
      const name = statement.rule?.record;
      if (name === undefined) continue;
      const by = recorded.get(name) ?? new Set();
      recorded.set(name, by.add(this.owners.get(statement)?.tenant ?? ""));
    }
    return recorded;
  }

  // All of them for a tenant that nobody declares.
  #of(tenant: string): readonly Program[] {
    const own = this.#programs.filter((program) => program.tenant.name === tenant);
    return own.length > 0 ? own : this.#programs;
  }
}
