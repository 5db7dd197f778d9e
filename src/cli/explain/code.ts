import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { nearest } from "../../diagnostics/nearest.ts";
import { packageRoot, readShipped } from "../../load/shipped.ts";
import type { Context } from "../context.ts";
import { EXIT, type Exit, UsageError } from "../exit.ts";
import { type MarkdownOptions, markdownPage } from "../terminal/markdown.ts";

const PAGES = "docs/checks";

/** Shows the page about a finding. */
export function explainCode(subject: string, layout: MarkdownOptions, { stdout }: Context): Exit {
  const codes = shippedCodes();
  const code = codeOf(subject, codes);
  const page = code === undefined ? undefined : readShipped(`${PAGES}/${code}.md`);
  if (page === undefined) throw unknownCode(subject, codes);
  stdout.write(markdownPage(page, layout));
  return EXIT.fine;
}

/** The code that a text names: itself, or by the finding's name, which its page shows. */
function codeOf(subject: string, codes: readonly string[]): string | undefined {
  const code = subject.toUpperCase();
  if (codes.includes(code)) return code;
  if (!subject.includes("/")) return undefined;
  return codes.find((one) => readShipped(`${PAGES}/${one}.md`)?.includes(`\`${subject}\``));
}

function unknownCode(subject: string, codes: readonly string[]): UsageError {
  const meant = nearest(subject.toUpperCase(), codes);
  return new UsageError(
    `no finding has the code ${subject}`,
    meant === undefined ? undefined : `did you mean ${meant}? monitorgen explain ${meant}`,
  );
}

/** The codes that the package has pages about, sorted. */
export function shippedCodes(): readonly string[] {
  const folder = join(packageRoot(fileURLToPath(import.meta.url)), PAGES);
  if (!existsSync(folder)) return [];
  const pages = readdirSync(folder).filter((name) => /^MG\d+\.md$/.test(name));
  return pages.map((name) => name.slice(0, -".md".length)).sort();
}
