import type { Diagnostic } from "../diagnostic.ts";

/** What a report is made of: the findings, and the texts of the authors' files by their names. */
export interface Found {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * The same findings with files named from the top of a repository, where the project lies in a folder of it: what
 * services that show findings beside the code expect.
 */
export function below(folder: string, { diagnostics, sources }: Found): Found {
  if (folder === "") return { diagnostics, sources };
  const moved = (file: string): string => `${folder}/${file}`;
  return {
    diagnostics: diagnostics.map(({ kind, at, data, reason, suggestion }) => ({
      kind,
      at: { ...at, file: moved(at.file) },
      data,
      reason,
      suggestion,
    })),
    sources: new Map([...sources].map(([file, text]) => [moved(file), text])),
  };
}
