import { type DetectorName, detectorKinds } from "../../detector/detectors/kinds.ts";
import { readShipped } from "../../load/shipped.ts";
import type { Output } from "../context.ts";
import { EXIT, type Exit } from "../exit.ts";
import { type MarkdownOptions, markdownPage } from "../terminal/markdown.ts";

/** Shows the page about a kind of detector: what it finds, how, and its parameters. */
export function explainDetector(kind: DetectorName, layout: MarkdownOptions, stdout: Output): Exit {
  const page = readShipped(`docs/detectors/${kind}.md`) ?? `# ${kind}\n\n${detectorKinds[kind].measures}\n`;
  stdout.write(markdownPage(page, layout));
  return EXIT.fine;
}
