import type { Environment } from "../../program/program.ts";
import { goString } from "./go-template.ts";

/** The files, in the package, that people write notifications in. */
export const NOTIFICATION_TEMPLATES: readonly string[] = ["common", "email", "pagerduty", "slack"].map(
  (name) => `templates/notifications/${name}.tmpl`,
);

/** Stands in template files for whose texts they become. */
const PLACEHOLDER = "@tenant";
const IDENTIFIER = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;

/** Whose texts they are: the name goes before each template's own, the title is for readers. */
export interface TemplateOwner {
  readonly name: string;
  readonly title: string;
}

/**
 * The templates of one owner as one file: what is known beforehand, then the given files with the owner's name in place
 * of `@tenant`. Throws where the name is more than letters, digits, `-` and `_`: it would be code inside a template.
 */
export function ownTemplates(owner: TemplateOwner, environment: Environment, files: readonly string[]): string {
  if (!IDENTIFIER.test(owner.name)) throw new TypeError(`no name for templates: ${JSON.stringify(owner.name)}`);
  const known = [
    define("title", owner.title),
    define("environment", environment.name),
    define("alertmanager", environment.alertmanager),
    define("grafana", environment.grafana),
  ];
  return [known.join(""), ...files.map((file) => file.replaceAll(PLACEHOLDER, owner.name))].join("\n");

  function define(name: string, text: string): string {
    return `{{ define "${owner.name}.${name}" }}{{ ${goString(text)} }}{{ end }}\n`;
  }
}
