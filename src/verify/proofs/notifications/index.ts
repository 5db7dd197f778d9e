import { brokenNotification, unusedTemplate } from "../../../diagnostics/codes/routing.ts";
import { type Finding, finding, type Path } from "../../../diagnostics/diagnostic.ts";
import type { Program } from "../../../program/program.ts";
import type { Artifact } from "../../../targets/artifact.ts";
import { type Notification, notificationMistakes } from "../../files/notifications.ts";
import { dataOf } from "../read.ts";

/** What is wrong with the texts that people get: templates that can't be filled in, and messages with holes. */
export function brokenTexts(program: Program, artifacts: readonly Artifact[]): readonly Finding[] {
  return [...brokenTemplates(program, artifacts), ...artifacts.flatMap((artifact) => holesIn(program, artifact))];
}

function brokenTemplates(program: Program, artifacts: readonly Artifact[]): readonly Finding[] {
  const found: Finding[] = [];
  notificationMistakes(textsOf(artifacts), undefined, (kind, _, data) => found.push(finding(kind, ["tenant"], data)));
  // Each tenant gets the texts of all kinds of channels.
  return found.filter(({ kind }) => kind.code !== unusedTemplate.code && program.channels.length > 0);
}

function textsOf(artifacts: readonly Artifact[]): readonly Notification[] {
  return artifacts.flatMap((artifact): readonly Notification[] => {
    const path = [artifact.path];
    if (artifact.kind === "alertmanager-template") return [{ text: artifact.content, path, isFile: true }];
    return artifact.kind === "alertmanager-config" ? stringsIn(dataOf(artifact), path) : [];
  });
}

function stringsIn(value: unknown, path: Path): readonly Notification[] {
  if (typeof value === "string") return value.includes("{{") ? [{ text: value, path }] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => stringsIn(inner, [...path, key]));
}

/** Messages of a file, as they begin: a name, underlined. */
const MESSAGE = /\n(?=[A-Za-z0-9]+\n=+\n)/;
const FIELD = /^(\w[\w ]*):( .*)?$((?:\n {4}.*|\n(?=\n* {4}))*)/gm;

function holesIn(program: Program, { kind, path, content }: Artifact): readonly Finding[] {
  if (kind !== "alertmanager-notifications") return [];
  const values = program.metrics.flatMap(({ labels }) => labels.flatMap((label) => label.values ?? []));
  const receiver = path.replace(/^.*\/|\.txt$/g, "");
  return content.split(MESSAGE).flatMap((message) => {
    const alert = message.slice(0, message.indexOf("\n"));
    const origin = program.alerts.find(({ name }) => name === alert)?.origin.path ?? ["tenant"];
    return [...message.matchAll(FIELD)].flatMap(([, field = "", line = "", rest = ""]) => {
      const problem = holeIn(field, line.trim() + rest, values);
      if (problem === undefined) return [];
      return [finding(brokenNotification, { path: origin, part: "key" }, { alert, receiver, field, problem })];
    });
  });
}

/** What is missing in the text of a field; values of labels may look like anything. */
function holeIn(field: string, text: string, values: readonly string[]): string | undefined {
  const isOwn = (part: string) => values.some((value) => value.includes(part));
  if (text.includes("<no value>") && !isOwn("<no value>")) return "has no value in a place where it needs one";
  if (text.includes("{{") && !isOwn("{{")) return "still has a placeholder in it";
  if (text === "") return /url$|link$|href$/.test(field) ? "leads nowhere: the link is empty" : "is empty";
  return /<\||\]\(\)/.test(text) ? "has a link that leads nowhere" : undefined;
}
