import { cliPage } from "./cli.ts";
import { dslPage } from "./dsl.ts";
import { yamlPage } from "./yaml.ts";

/** The pages that are made from the sources, by their paths. */
export async function referencePages(root: string): Promise<readonly (readonly [path: string, content: string])[]> {
  return [
    ["docs/cli.md", await cliPage(root)],
    ["docs/dsl.md", dslPage(root)],
    ["docs/yaml.md", yamlPage(root)],
  ];
}
