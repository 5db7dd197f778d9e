import { KINDS, kindOf } from "../diagnostics/codes/index.ts";
import {
  expiredSuppression,
  unknownFinding,
  unknownPlace,
  unsuppressible,
  uselessSuppression,
} from "../diagnostics/codes/policy.ts";
import { type Finding, finding, type KindHead, type Path } from "../diagnostics/diagnostic.ts";
import type { TenantDeclaration } from "./schema/tenant.ts";

/** A suppression as its author wrote it. */
export type DeclaredSuppression = TenantDeclaration["suppress"][number];

/** A suppression that holds. */
interface Suppression extends DeclaredSuppression {
  readonly path: Path;
  readonly kind: KindHead;
}

/** The findings that a tenant's author lets stand. It remembers which of them were found. */
export class Suppressions {
  /** What is wrong with the suppressions themselves, as far as it can be known before anything is found. */
  readonly findings: readonly Finding[];
  readonly declared: readonly DeclaredSuppression[];
  readonly #holding: readonly Suppression[];
  readonly #used = new Set<Suppression>();

  /** `today` is a day such as `2027-03-31`; without it nothing expires. `tenant` is all that its author wrote. */
  constructor(declared: readonly DeclaredSuppression[], today?: string, tenant: unknown = {}) {
    const findings: Finding[] = [];
    const holding: Suppression[] = [];
    for (const [index, one] of declared.entries()) {
      const path = ["suppress", index];
      const kind = kindOf(one.code);
      const wrong =
        kind === undefined
          ? unknown(one, path)
          : (notAllowed(kind, path) ?? misplaced(one, path, tenant) ?? expired(one, path, today));
      if (wrong !== undefined) findings.push(wrong);
      else if (kind !== undefined) holding.push({ ...one, path, kind });
    }
    this.findings = findings;
    this.declared = declared;
    this.#holding = holding;
  }

  /** The last day on which all of them hold; nothing where there are none. */
  get until(): string | undefined {
    return this.#holding.map(({ until }) => until).sort()[0];
  }

  /** Those of some findings that aren't suppressed. */
  kept(findings: readonly Finding[]): readonly Finding[] {
    return findings.filter((one) => {
      const suppressing = this.#holding.filter((suppression) => isAbout(suppression, one));
      for (const suppression of suppressing) this.#used.add(suppression);
      return suppressing.length === 0;
    });
  }

  /** The suppressions that have suppressed nothing until now. */
  useless(): readonly Finding[] {
    return this.#holding
      .filter((one) => !this.#used.has(one))
      .map(({ path, code, at = "" }) => finding(uselessSuppression, path, { code, at }));
  }
}

function isAbout({ kind, at }: Suppression, { kind: found, place }: Finding): boolean {
  if (kind.code !== found.code) return false;
  return at === undefined || at.split("/").every((step, index) => String(place.path[index]) === step);
}

function unknown({ code }: DeclaredSuppression, path: Path): Finding {
  const known = KINDS.filter((kind) => whyNot(kind) === undefined).map(({ name }) => name);
  return finding(unknownFinding, [...path, "code"], { code, known });
}

// What is inside a declaration may be missing, which can be what was found.
function misplaced({ at }: DeclaredSuppression, path: Path, tenant: unknown): Finding | undefined {
  if (at === undefined) return undefined;
  const [list = "", name] = at.split("/");
  const lists = entriesOf(tenant);
  const within = lists.find(([known]) => known === list)?.[1];
  if (within !== undefined && (name === undefined || entriesOf(within).some(([known]) => known === name))) {
    return undefined;
  }
  const known = lists.flatMap(([of, entries]) => entriesOf(entries).map(([entry]) => `${of}/${entry}`));
  return finding(unknownPlace, [...path, "at"], { at, known });
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

function notAllowed(kind: KindHead, path: Path): Finding | undefined {
  const why = whyNot(kind);
  return why === undefined ? undefined : finding(unsuppressible, [...path, "code"], { code: kind.code, why });
}

// What others would have to bear isn't for one tenant to let stand.
function whyNot({ severity, code, name }: KindHead): string | undefined {
  if (severity === "error") return "is an error: what it finds can't be deployed as it is";
  if (code.startsWith("MG270")) return "is about other tenants, too: only the organisation can let it stand";
  return name.startsWith("suppression/") ? "is about suppressions" : undefined;
}

function expired(
  { code, until, reason }: DeclaredSuppression,
  path: Path,
  today: string | undefined,
): Finding | undefined {
  if (today === undefined || today <= until) return undefined;
  return finding(expiredSuppression, [...path, "until"], { code, until, today, reason });
}
