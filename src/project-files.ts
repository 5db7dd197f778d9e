import { nothingJudged } from "./diagnostics/codes/files.ts";
import {
  compareDiagnostics,
  type Diagnostic,
  diagnostic,
  located,
  type Place,
  type Position,
} from "./diagnostics/diagnostic.ts";
import { startOf } from "./load/files.ts";
import { type HandWritten, type HandWrittenFiles, loadHandWritten } from "./load/hand-written.ts";
import type { Metrics } from "./load/known-metrics/exposition.ts";
import { type KnownMetrics, loadKnownMetrics } from "./load/known-metrics/index.ts";
import { nobodysProgram } from "./program/nobody.ts";
import type { Program } from "./program/program.ts";
import type { CompiledProject } from "./project-result.ts";
import type { Series } from "./promql/types/catalogue.ts";
import { sortOf } from "./verify/files/document.ts";
import { type FilesJudged, judgeFiles } from "./verify/files/index.ts";

/** Which files are judged, and against what. */
export interface FilesOptions {
  /** Names of files are shown as seen from here. */
  readonly root: string;
  /** Paths are relative to it. */
  readonly cwd: string;
  /** Files, and folders of them. */
  readonly paths: readonly string[];
  /** Declares what files may read; without one nothing is known of metrics. */
  readonly project?: CompiledProject | undefined;
  /** The tenants that the files are about; all of them unless given. */
  readonly tenants?: readonly string[] | undefined;
  /** A file that tells which metrics there are, beside those of tenants. */
  readonly metrics?: string | undefined;
  /** Hears how many files were read, before they are judged. */
  readonly onRead?: ((files: number) => void) | undefined;
}

/** Files that were judged. */
export interface FilesChecked extends Omit<FilesJudged, "findings"> {
  /** As seen from the root; only those that could be read. */
  readonly files: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
}

const NO_METRICS: KnownMetrics = { series: [], names: [], diagnostics: [], sources: new Map() };

/** Reads and judges files that people wrote; mistakes of the project's declarations are among what is found. */
export function checkFiles({ root, cwd, paths, project, onRead, ...options }: FilesOptions): FilesChecked {
  const metrics = options.metrics === undefined ? NO_METRICS : loadKnownMetrics(root, cwd, options.metrics);
  const isKnown = options.metrics !== undefined && metrics.diagnostics.length === 0;
  const loaded = loadHandWritten(root, cwd, paths);
  onRead?.(loaded.files.length);
  const { diagnostics, counts, rules } = judgeDocuments(loaded.files, project, {
    tenants: options.tenants,
    ...(isKnown ? { known: metrics } : {}),
  });
  // What else is to be said of the declarations, validate says.
  const broken = (project?.diagnostics ?? []).filter(({ kind }) => kind.severity === "error");
  const all = [...broken, ...metrics.diagnostics, ...loaded.diagnostics, ...diagnostics, ...withoutAnything(loaded)];
  return {
    counts,
    rules,
    files: loaded.files.filter(({ isLater }) => isLater !== true).map(({ file }) => file),
    diagnostics: all.sort(compareDiagnostics),
    sources: new Map([...(project?.sources ?? []), ...metrics.sources, ...loaded.sources]),
  };
}

/** Folders in which nothing is that is judged, nor anything that can't be read. */
function withoutAnything({ files, folders, diagnostics }: HandWrittenFiles): readonly Diagnostic[] {
  const seen = [...files.filter((one) => sortOf(one) !== undefined), ...diagnostics.map(({ at }) => at)];
  return folders
    .filter((folder) => !seen.some(({ file }) => folder === "" || file.startsWith(`${folder}/`)))
    .map((folder) => diagnostic(nothingJudged, startOf(folder || "."), { folder: folder || "this folder" }));
}

interface Around {
  readonly tenants?: readonly string[] | undefined;
  /** Metrics that are there, whoever declares them. */
  readonly known?: Metrics;
}

/** Judges files that were read against a project, or without one. */
export function judgeDocuments(
  files: readonly HandWritten[],
  project: CompiledProject | undefined,
  { tenants = [], known }: Around = {},
): FilesJudged & { readonly diagnostics: readonly Diagnostic[] } {
  const byName = new Map(files.map((one) => [one.file, one]));
  const locate = (place: Place): Position => {
    const [file, ...path] = place.path;
    const found = byName.get(String(file));
    return found === undefined ? { file: String(file), line: 1, column: 1 } : found.locate({ ...place, path });
  };
  const nobody = nobodysProgram();
  const [tenant] = tenants;
  const judged = judgeFiles(files, {
    programs: [...mainPrograms(project), ...(known === undefined ? [] : [withSeries(nobody, known.series)])],
    names: known?.names ?? [],
    nobody,
    ...(tenant === undefined || tenants.length > 1 ? {} : { tenant }),
    told: (path) => {
      const { file, line } = locate({ path });
      return `${file}:${line}`;
    },
  });
  return { ...judged, diagnostics: judged.findings.map((one) => located(one, locate)) };
}

// Of each tenant the program of the default environment, or the first.
function mainPrograms(project: CompiledProject | undefined): readonly Program[] {
  return (project?.tenants ?? []).flatMap(({ programs }) => {
    const main = programs.find(({ environment }) => environment.isDefault) ?? programs[0];
    return main === undefined ? [] : [main];
  });
}

function withSeries(program: Program, series: readonly Series[]): Program {
  return { ...program, series: new Map([...program.series, ...series.map((one) => [one.name, one] as const)]) };
}
