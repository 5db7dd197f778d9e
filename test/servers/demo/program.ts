import type { Program } from "../../../src/program/program.ts";
import { compileProject } from "../../../src/project.ts";
import { root } from "../../output/files.ts";

/** acme as compiled for its default environment: what `output/acme` is built from. */
export async function acmeProgram(): Promise<Program> {
  const { tenants } = await compileProject({ root, tenants: ["acme"] });
  const program = tenants[0]?.programs.find(({ environment }) => environment.isDefault);
  if (!program) throw new Error("acme doesn't compile; type: npx monitorgen validate --tenant acme");
  return program;
}
