import type { Environment } from "../../program/program.ts";
import { goString } from "./go-template.ts";

/** The files, in the package, that people write notifications in. */
export const NOTIFICATION_TEMPLATES: readonly string[] = ["common", "email", "pagerduty", "slack"].map(
  (name) => `templates/notifications/${name}.tmpl`,
);

/** In template files: whose texts they become, and constants in their place. */
const PLACEHOLDER = /@tenant|"@(title|label|environment|alertmanager|grafana)"/g;
const IDENTIFIER = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;

/** What only concerns those who edit the template files. */
const FOR_EDITORS = /^\{\{\/\* For editors:[\s\S]*?\*\/\}\}\s*/;

/** Whose texts they are: the name goes before each template's own, the title is for readers, the label needs no mention beside it. */
export interface TemplateOwner {
  readonly name: string;
  readonly title: string;
  readonly label: string;
}

/**
 * The given template files as one, for one owner: `@tenant` becomes the name, `"@title"` and its like become constants.
 * Throws where the name is more than letters, digits, `-` and `_`: it would be code inside a template.
 */
export function ownTemplates(owner: TemplateOwner, environment: Environment, files: readonly string[]): string {
  if (!IDENTIFIER.test(owner.name)) throw new TypeError(`no name for templates: ${JSON.stringify(owner.name)}`);
  const { name, alertmanager, grafana } = environment;
  const constants = { title: owner.title, label: owner.label, environment: name, alertmanager, grafana };
  return files
    .join("\n")
    .replace(FOR_EDITORS, "")
    .replace(PLACEHOLDER, (_, constant?: keyof typeof constants) =>
      constant === undefined ? owner.name : goString(constants[constant]),
    );
}
