import { dump } from "js-yaml";
import type { Files } from "../mistakes/project.ts";
import { type Good, type GoodYaml, ORGANISATION } from "./good.ts";
import { mutateData, mutateExpressions } from "./mutate-data.ts";
import { mutatedTypeScript } from "./mutate-typescript.ts";
import { mutatedYaml } from "./mutate-yaml.ts";
import { copyOf, isTree, remove, type Tree, valueAt } from "./places.ts";
import { Random } from "./random.ts";

/** What of a declaration is mutated. */
export type Sort = "data" | "expressions" | "yaml" | "typescript";

/** A project with one file that is no longer good. */
export interface Case {
  readonly number: number;
  readonly sort: Sort;
  /** The good declaration that it was. */
  readonly of: string;
  readonly tenant: string;
  readonly files: Files;
  /** The file that was changed, and what it is now. */
  readonly file: string;
  readonly content: string | Uint8Array;
  /** The only environment that is compiled; all where there is none. */
  readonly environment: string | undefined;
  /** Whether the command line builds it, rather than the functions behind it. */
  readonly byCommand: boolean;
}

/** Of a thousand cases, so many of each sort; those in TypeScript take ten times as long. */
export const SHARES: Readonly<Record<Sort, number>> = { data: 550, expressions: 170, yaml: 260, typescript: 20 };

/** The case of a number: the same for the same seed. */
export function caseOf(good: Good, seed: number, number: number): Case {
  const random = new Random(seed, number);
  const sort = random.weighted(
    (["data", "expressions", "yaml", "typescript"] as const).map((each) => [SHARES[each], each] as const),
  );
  const common = {
    number,
    sort,
    environment: random.once(20) ? undefined : "production",
    byCommand: random.once(100),
  };
  if (sort === "typescript") {
    const { name, tenant, files, mutable } = random.pick(good.typescript) ?? never();
    const file = random.pick(mutable) ?? never();
    return { ...common, of: name, tenant, files, file, content: mutatedTypeScript(files[file] ?? "", random) };
  }
  const declared = pickedYaml(good, random);
  const { tenant } = declared;
  const content = contentOf(sort, declared, random.pick(good.yaml) ?? never(), random);
  const base = good.yaml.find((one) => one.name === "one of every sort") ?? never();
  const files = { [ORGANISATION]: good.organisation.text, [base.file]: base.text };
  return { ...common, of: declared.name, tenant, files, file: declared.file, content };
}

// acme is ten times as large as any other.
function pickedYaml({ organisation, large, yaml }: Good, random: Random): GoodYaml {
  if (random.once(15)) return organisation;
  return random.once(100) ? large : (random.pick(yaml) ?? never());
}

function contentOf(
  sort: Exclude<Sort, "typescript">,
  declared: GoodYaml,
  other: GoodYaml,
  random: Random,
): string | Uint8Array {
  if (sort === "yaml") return mutatedYaml(declared.text, other.text, random);
  const data = copyOf(declared.data);
  if (declared.name === "acme" && !random.once(10)) thinOut(data, random);
  if (sort === "expressions") mutateExpressions(data, random);
  else mutateData(data, random);
  return printed(data, random);
}

const WHOLE = new Set(["metrics", "channels", "schedules", "teams", "recordings", "sidecar", "environments"]);

// Of a large declaration, two of each sort: the same mistakes for less time.
function thinOut(data: Tree, random: Random): void {
  for (const section of Object.keys(data)) {
    const entries = valueAt({ container: data, key: section });
    if (WHOLE.has(section) || !isTree(entries)) continue;
    const kept = new Set([random.pick(Object.keys(entries)), random.pick(Object.keys(entries))]);
    for (const key of Object.keys(entries)) if (!kept.has(key)) remove({ container: entries, key });
  }
}

function printed(data: Tree, random: Random): string {
  return random.weighted<() => string>([
    [6, () => dump(data, { lineWidth: 120, noRefs: true })],
    [1, () => dump(data, { flowLevel: random.below(4), noRefs: true })],
    [1, () => JSON.stringify(data, null, random.below(3))],
  ])();
}

function never(): never {
  throw new Error("there are no good declarations");
}
