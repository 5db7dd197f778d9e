import { unknownFile } from "../../diagnostics/codes/files.ts";
import type { Path } from "../../diagnostics/diagnostic.ts";
import { type Document, type Report, type Sort, sortOf } from "./document.ts";

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
    if (found !== undefined) files[found.sort].push({ document, root: found.root });
    else if (document.isFromFolder !== true) {
      const why = document.data === undefined ? "no template is defined in it" : "of its keys none is known";
      report(unknownFile, [document.file], { found: why });
    }
  }
  return files;
}
