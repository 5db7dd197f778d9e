import { NOBODY } from "../../program/nobody.ts";
import type { Program } from "../../program/program.ts";
import { type Readable, readableOf } from "./catalogue.ts";
import type { Statement } from "./statement.ts";
import { ownersOf, type Whose } from "./tenancy.ts";

/** What is declared, and for which tenant alone. */
interface Known {
  readonly programs: readonly Program[];
  readonly names?: readonly string[];
  readonly tenant?: string;
}

/** Whose each statement is, and what it may read therefore. */
export class Readers {
  readonly owners: ReadonlyMap<Statement, Whose>;
  readonly #programs: readonly Program[];
  /** By tenant; of those that are nobody's under an empty name. */
  readonly #readable: ReadonlyMap<string, Readable>;
  readonly #ofAll: Readable;

  constructor(statements: readonly Statement[], { programs, names: more = [], tenant }: Known, label: string) {
    this.#programs = programs;
    this.owners = ownersOf(statements, label, tenant);
    const recordings = statements.filter(({ rule }) => rule?.record !== undefined);
    this.#ofAll = readableOf(programs, recordings, label, more);
    const names = new Set([...this.owners.values()].map((whose) => whose.tenant));
    const declared = [...names].filter((name) => programs.some((program) => program.tenant.name === name));
    this.#readable = new Map(declared.map((name) => [name, readableOf(this.#of(name), recordings, label, more)]));
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
    const isDeclared = this.#programs.some((program) => program.tenant.name === tenant);
    return isDeclared
      ? this.#programs.filter(({ tenant: { name } }) => name === tenant || name === NOBODY)
      : this.#programs;
  }
}
