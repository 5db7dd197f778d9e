import { parse } from "yaml";
import { compile } from "../../src/program/compile.ts";
import { organisationOf, type Shared } from "../../src/program/passes/organisation.ts";
import type { Program } from "../../src/program/program.ts";
import { organisationSchema } from "../../src/program/schema/organisation.ts";
import { ORGANISATION_YAML } from "../fixtures/both-forms.ts";

/** A text to look for in a declaration, and what to write instead. */
export type Edit = readonly [from: string, to: string];

/** A text with some others in it; what isn't there fails the test. */
export function edited(text: string, edits: readonly Edit[]): string {
  return edits.reduce((all, [from, to]) => {
    if (from === "" || !all.includes(from)) throw new Error(`there is no ${from}`);
    return all.replace(from, to);
  }, text);
}

/** What an organisation.yaml says. */
export function shared(text = ORGANISATION_YAML): Shared {
  const result = organisationOf(organisationSchema.parse(parse(text)), { report: () => undefined });
  if (result === undefined) throw new Error("the organisation is sound");
  return result;
}

/** The programs of acme's tenant.yaml, one for each environment; a mistake in it fails the test. */
export function programsOf(
  text: string,
  organisation = shared(),
  environments = [...organisation.environments.values()],
): readonly Program[] {
  const declared = { folder: "acme", declaration: parse(text), mistakes: [] };
  const { programs, findings } = compile(declared, organisation, environments);
  if (findings.length > 0) throw new Error(findings.map(({ reason }) => reason).join("\n"));
  return programs;
}

/** Its program of the default environment. */
export function programOf(text: string, organisation = shared()): Program {
  const [program] = programsOf(text, organisation, [organisation.defaultEnvironment]);
  if (program === undefined) throw new Error("there is a default environment");
  return program;
}
