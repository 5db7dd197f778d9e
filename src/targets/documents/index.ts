import type { Program } from "../../program/program.ts";
import type { Artifact } from "../artifact.ts";
import { readmeView } from "./view/readme.ts";
import { authorsOf, runbookView } from "./view/runbook.ts";

/** The templates of documents, by their path in the package. */
export const DOCUMENT_TEMPLATES = {
  runbook: "templates/runbooks/runbook.md.hbs",
  readme: "templates/readme/readme.md.hbs",
} as const;

/** Reads a file that ships in the package. */
export type ReadTemplate = (path: string) => string | undefined;

/**
 * A runbook for each alert, and the README of the tenant's output. They link to the other artifacts, which therefore
 * come first; `read` gives the templates of `DOCUMENT_TEMPLATES`. A missing template is an error.
 */
export async function documents(
  program: Program,
  artifacts: readonly Artifact[],
  read: ReadTemplate,
): Promise<readonly Artifact[]> {
  const { compileTemplate } = await import("./template.ts");
  const runbook = compileTemplate(sourceOf(DOCUMENT_TEMPLATES.runbook, read));
  const readme = compileTemplate(sourceOf(DOCUMENT_TEMPLATES.readme, read));
  const authors = authorsOf(program);
  const runbooks = program.alerts.map((alert) => ({
    path: `runbooks/${alert.name}.md`,
    content: runbook(runbookView(program, alert, artifacts, authors)),
    kind: "runbook",
    origins: [alert.origin.name],
  }));
  const all = [...artifacts, ...runbooks];
  return [
    ...runbooks,
    { path: "README.md", content: readme(readmeView(program, all)), kind: "readme", origins: ["tenant"] },
  ];
}

function sourceOf(path: string, read: ReadTemplate): string {
  const source = read(path);
  if (source === undefined) throw new Error(`the package lacks ${path}`);
  return source;
}
