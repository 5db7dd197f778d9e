import { compile } from "./compile.ts";
import { standIn } from "./passes/stand-in.ts";
import type { Program } from "./program.ts";

const NAME = "nobody";

/** The program of a tenant that declares nothing: what expressions are read by that are no tenant's. */
export function nobodysProgram(): Program {
  const shared = standIn(undefined);
  const declaration = {
    tenant: NAME,
    channels: { [NAME]: { type: "webhook", url: { secret: NAME } } },
    teams: { [NAME]: { page: NAME, ticket: NAME } },
  };
  const { programs } = compile({ folder: NAME, declaration, mistakes: [] }, shared, [shared.defaultEnvironment]);
  const [program] = programs;
  if (program === undefined) throw new Error("the program of nobody is wrong");
  return program;
}
