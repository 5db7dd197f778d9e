import { escapedTenant, misroutedAlert, refusedBySchema } from "../../diagnostics/codes/proof.ts";
import { type Finding, finding } from "../../diagnostics/diagnostic.ts";
import type { Program } from "../../program/program.ts";
import type { Artifact } from "../../targets/artifact.ts";
import { brokenTexts } from "./notifications/index.ts";
import { emittedRouting, strays } from "./routing/index.ts";
import { mergedRoutingMistakes, routingMistakes } from "./routing/mistakes.ts";
import { checkArtifacts, type Judges } from "./schema/index.ts";
import type { Crossings } from "./tenancy/crossings.ts";
import { escapes, type QueriesRead } from "./tenancy/index.ts";

/** What the emitted files, read again, fail to show. What they claim is remembered, to be compared with other tenants'. */
export async function prove(
  program: Program,
  artifacts: readonly Artifact[],
  judges: Judges,
  crossings: Crossings,
  read?: QueriesRead,
): Promise<readonly Finding[]> {
  const { name, label } = program.tenant;
  // What the proofs read out of files is kept for as long as these copies are: not for as long as the project.
  const emitted = artifacts.map((artifact) => ({ ...artifact }));
  crossings.add(program, emitted);
  return [
    ...escapes(emitted, { label, value: name }, read).map((found) => finding(escapedTenant, ["tenant"], found)),
    ...routingMistakes(program, emittedRouting(emitted)),
    ...brokenTexts(program, emitted),
    ...(await proveFiles(emitted, judges)),
  ];
}

/** The same for files that are merged from all tenants, which are limited to none. */
export async function proveShared(
  programs: readonly Program[],
  artifacts: readonly Artifact[],
  judges: Judges,
): Promise<readonly Finding[]> {
  return [...mergedRoutingMistakes(programs, emittedRouting(artifacts)), ...(await proveFiles(artifacts, judges))];
}

async function proveFiles(artifacts: readonly Artifact[], judges: Judges): Promise<readonly Finding[]> {
  const refused = await checkArtifacts(artifacts, judges);
  return [
    ...strays(artifacts).map((stray) => finding(misroutedAlert, ["tenant"], stray)),
    ...refused.map((refusal) => finding(refusedBySchema, ["tenant"], refusal)),
  ];
}
