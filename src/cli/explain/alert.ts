import { nearest } from "../../diagnostics/nearest.ts";
import type { Alert } from "../../program/program.ts";
import type { CompiledProject } from "../../project.ts";
import { refuseUnknown } from "../asked.ts";
import type { Context } from "../context.ts";
import { EXIT, type Exit, UsageError } from "../exit.ts";
import { exitOf, showFindings } from "../findings.ts";
import { listedOf } from "../list/list.ts";
import { selectionOf } from "../selection.ts";
import type { MarkdownOptions } from "../terminal/markdown.ts";
import { progressOn } from "../terminal/progress.ts";
import { renderCard } from "./card.ts";
import type { ExplainOptions } from "./options.ts";
import type { Subject } from "./section.ts";

/** Shows the card of an alert, one for each tenant that has an alert of that name. */
export async function explainAlert(
  name: string,
  options: ExplainOptions,
  layout: MarkdownOptions,
  context: Context,
): Promise<Exit> {
  const project = await compiled(options, context);
  const subjects = subjectsOf(project);
  const found = subjects.filter(({ alert }) => alert.name === name);
  if (found.length === 0) {
    showFindings(project.diagnostics, project.sources, options, context);
    if (subjects.length === 0 && exitOf(project.diagnostics) !== EXIT.fine) return EXIT.findings;
    throw unknownAlert(
      name,
      subjects.map(({ alert }) => alert),
    );
  }
  context.stdout.write(found.map((subject) => renderCard(subject, layout)).join("\n"));
  return EXIT.fine;
}

/** The project that an explanation is about. */
export async function compiled({ tenant, ...options }: ExplainOptions, context: Context): Promise<CompiledProject> {
  const { compileProject } = await context.facade();
  const selection = selectionOf({ ...options, ...(tenant !== undefined && { tenant: [tenant] }) }, context);
  const progress = progressOn(context.stderr);
  const project = await compileProject({ ...selection, progress: progress.step });
  progress.end();
  refuseUnknown(project.diagnostics, options, context);
  return project;
}

function subjectsOf(project: CompiledProject): readonly Subject[] {
  return listedOf(project).flatMap(({ program, locate }) =>
    program.alerts.map((alert) => ({ program, alert, locate })),
  );
}

function unknownAlert(name: string, alerts: readonly Alert[]): UsageError {
  const meant = nearest(name, new Set(alerts.map((alert) => alert.name)));
  return new UsageError(
    `no alert is called ${name}`,
    meant === undefined ? "monitorgen list alerts" : `did you mean ${meant}? monitorgen explain ${meant}`,
  );
}
