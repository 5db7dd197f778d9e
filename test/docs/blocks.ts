/** Something that a page tells its reader to do, and that a test does. */
export type Step =
  | { readonly kind: "write"; readonly file: string; readonly text: string; readonly line: number }
  | { readonly kind: "edit"; readonly file: string; readonly from: string; readonly to: string; readonly line: number }
  | { readonly kind: "run"; readonly commands: readonly string[]; readonly fails: boolean; readonly line: number }
  | { readonly kind: "output"; readonly text: string; readonly line: number };

const BLOCK = /^```(\w+) (\S.*)\n([\s\S]*?)^```$|^<!-- edit (\S+): `(.+)` becomes `(.+)` -->$/gm;

/**
 * The steps of a page, in their order: `sh test` runs commands that succeed, `sh test fails` one that doesn't, `ts <file>`,
 * `yaml <file>`, `js <file>` and `csv <file>` write a file, `text output` is what the last commands print, and a comment edits a file.
 */
export function stepsOf(page: string): readonly Step[] {
  return [...page.matchAll(BLOCK)].map((match): Step => {
    const [all, language = "", mark = "", text = "", file = "", from = "", to = ""] = match;
    const line = page.slice(0, match.index).split("\n").length;
    if (all.startsWith("<!--")) return { kind: "edit", file, from, to, line };
    if (language === "sh" && /^test( fails)?$/.test(mark)) {
      return { kind: "run", commands: text.trim().split("\n"), fails: mark.endsWith("fails"), line };
    }
    if (language === "text" && mark === "output") return { kind: "output", text, line };
    if (isFile(language, mark)) {
      return { kind: "write", file: mark, text, line };
    }
    throw new Error(`line ${line}: nobody knows what to do with a block marked '${language} ${mark}'`);
  });
}

function isFile(language: string, mark: string): boolean {
  if (/^[\w-]+\.(?:[cm]js|csv|ts)$/.test(mark)) return mark.endsWith(language);
  return (language === "ts" || language === "yaml") && /^(?:tenants|monitoring)\//.test(mark);
}
