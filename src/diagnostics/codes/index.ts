import type { KindHead } from "../diagnostic.ts";
import { calculationKinds } from "./calculation.ts";
import { coverageKinds } from "./coverage.ts";
import { declarationKinds } from "./declaration.ts";
import { expressionKinds } from "./expression.ts";
import { filesKinds } from "./files.ts";
import { hygieneKinds } from "./hygiene.ts";
import { intentKinds } from "./intent.ts";
import { lintingKinds } from "./linting.ts";
import { loadKinds } from "./load.ts";
import { outputKinds } from "./output.ts";
import { policyKinds } from "./policy.ts";
import { proofKinds } from "./proof.ts";
import { referenceKinds } from "./reference.ts";
import { routingKinds } from "./routing.ts";
import { solveKinds } from "./solve.ts";
import { tenancyKinds } from "./tenancy.ts";

/** Every kind of finding, sorted by code. */
export const KINDS: readonly KindHead[] = [
  ...loadKinds,
  ...declarationKinds,
  ...referenceKinds,
  ...expressionKinds,
  ...calculationKinds,
  ...intentKinds,
  ...hygieneKinds,
  ...lintingKinds,
  ...solveKinds,
  ...coverageKinds,
  ...outputKinds,
  ...filesKinds,
  ...routingKinds,
  ...tenancyKinds,
  ...policyKinds,
  ...proofKinds,
].sort((a, b) => (a.code < b.code ? -1 : 1));

/** The kind of a code, or of a name, in any letter case; undefined where there is none. */
export function kindOf(codeOrName: string): KindHead | undefined {
  const wanted = codeOrName.toLowerCase();
  return KINDS.find(({ code, name }) => code.toLowerCase() === wanted || name === wanted);
}
