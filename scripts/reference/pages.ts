import { cliPage } from "./cli.ts";
import { dslPage } from "./dsl.ts";
import { yamlPage } from "./yaml.ts";

/** The pages that are made from the sources, by their paths. */
export function referencePages(root: string): readonly (readonly [path: string, content: string])[] {
  return [
    ["docs/cli.md", cliPage(root)],
    ["docs/dsl.md", dslPage(root)],
    ["docs/yaml.md", yamlPage(root)],
  ];
}
