import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { nearest } from "../../diagnostics/nearest.ts";
import { packageRoot, readShipped } from "../../load/shipped.ts";
import type { Output } from "../context.ts";
import { EXIT, type Exit, UsageError } from "../exit.ts";
import { type MarkdownOptions, markdownPage } from "../terminal/markdown.ts";

const FOLDER = "docs/checks";

/** The pages about findings. */
export interface Pages {
  /** Sorted. */
  readonly codes: readonly string[];
  readonly read: (code: string) => string | undefined;
}

/** The pages that ship in the package. */
export function shippedPages(): Pages {
  const folder = join(packageRoot(fileURLToPath(import.meta.url)), FOLDER);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const codes = files.filter((name) => /^MG\d+\.md$/.test(name)).map((name) => name.slice(0, -".md".length));
  return { codes: codes.sort(), read: (code) => readShipped(`${FOLDER}/${code}.md`) };
}

/** Shows the page about a finding, by its code in any letter case, or by its name. */
export function explainCode(subject: string, layout: MarkdownOptions, stdout: Output, pages = shippedPages()): Exit {
  const code = codeOf(subject, pages);
  const page = code === undefined ? undefined : pages.read(code);
  if (page === undefined) throw unknownCode(subject, pages);
  stdout.write(markdownPage(page, layout));
  return EXIT.fine;
}

function codeOf(subject: string, { codes, read }: Pages): string | undefined {
  const code = subject.toUpperCase();
  if (codes.includes(code)) return code;
  // Each page shows the name of its finding.
  return subject.includes("/") ? codes.find((one) => read(one)?.includes(subject)) : undefined;
}

function unknownCode(subject: string, { codes }: Pages): UsageError {
  const meant = nearest(subject.toUpperCase(), codes);
  return new UsageError(
    `no finding has the code ${subject}`,
    meant === undefined
      ? "a code stands before each finding: MG2104"
      : `did you mean ${meant}? monitorgen explain ${meant}`,
  );
}
