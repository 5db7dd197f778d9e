import { EMPTY, laterDocument, unknownFile } from "../../diagnostics/codes/files.ts";
import type { Path } from "../../diagnostics/diagnostic.ts";
import { type Document, type Report, type Sort, sortOf, textAt } from "./document.ts";

/** A file, and where in it begins what it is for. */
export interface Sorted {
  readonly document: Document;
  readonly root: Path;
}

/** Files by what they are for; one that was named and is for nothing is reported. */
export function sorted(documents: readonly Document[], report: Report): Readonly<Record<Sort, readonly Sorted[]>> {
  const files: Record<Sort, Sorted[]> = { rules: [], alertmanager: [], dashboard: [], template: [], runbook: [] };
  for (const document of documents) {
    const found = sortOf(document);
    if (found === undefined) {
      if (document.isFromFolder !== true) report(unknownFile, [document.file], { found: foundIn(document) });
      continue;
    }
    const { sort, root } = found;
    files[sort].push({ document, root });
    if (document.isLater === true && root.length === 1) {
      report(laterDocument, root, { server: sort === "rules" ? "Prometheus" : "its server" });
    }
  }
  return files;
}

function foundIn({ text, data }: Document): string {
  if (text.replace(/^\s*#.*$/gm, "").trim() === "") return EMPTY;
  if (data === undefined) return "no template is defined in it";
  const kind = textAt(data, "kind");
  return kind === undefined ? "of its keys none is known" : `its kind is ${kind}`;
}
