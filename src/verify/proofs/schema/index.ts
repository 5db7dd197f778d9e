import { type Emitted, readData } from "../read.ts";
import type { SchemaFinding } from "./finding.ts";
import type { Judges } from "./validators.ts";

export type { SchemaFinding } from "./finding.ts";
export { Judges } from "./validators.ts";

/**
 * Checks every JSON and YAML file against the schema of its kind; a kind that has none is a finding. Other files are
 * text and not looked at. Sorted by path and pointer.
 */
export async function checkArtifacts(artifacts: readonly Emitted[], judges: Judges): Promise<readonly SchemaFinding[]> {
  const sorted = [...artifacts].sort((a, b) => (a.path < b.path ? -1 : 1));
  const found = await Promise.all(sorted.map((artifact) => checked(artifact, judges)));
  return found.flat();
}

async function checked(artifact: Emitted, judges: Judges): Promise<readonly SchemaFinding[]> {
  const { path, kind } = artifact;
  const data = readData(artifact);
  if (data === undefined) return [];
  if ("mistake" in data) return [{ path, pointer: "", message: `can't be read: ${data.mistake}` }];
  const judge = await judges.of(kind);
  if (judge === undefined) return [{ path, pointer: "", message: `there is no schema for the kind ${kind}` }];
  return judge(data.value).map((refusal) => ({ path, ...refusal }));
}
