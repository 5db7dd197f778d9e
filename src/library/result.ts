import type { PlainDiagnostic } from "../diagnostics/reporters/json.ts";

/** How findings are shown to a person. */
export interface RenderOptions {
  /** Whether the text has colours for a terminal; it has none unless this is true. */
  readonly color?: boolean;
  /** In columns; 100 unless given. */
  readonly width?: number;
}

/** What all calls have in common. */
export interface ProjectResult {
  /** Whether no finding is an error. */
  readonly ok: boolean;
  /** What was found, sorted by file and line. */
  readonly diagnostics: readonly PlainDiagnostic[];
  /** The findings as the command line shows them, with excerpts of the files; empty where there are none. */
  readonly render: (options?: RenderOptions) => string;
}

/** An alert that a tenant has, declared or made from an objective, a drift or a detector. */
export interface DeclaredAlert {
  readonly name: string;
  readonly severity: "page" | "ticket" | "info";
  /** Name of the team that owns it. */
  readonly team: string;
}

/** A tenant in one environment. */
export interface DeclaredTenant {
  readonly tenant: string;
  readonly environment: string;
  /** The files that declare it, relative to the project's root. */
  readonly sources: readonly string[];
  readonly alerts: readonly DeclaredAlert[];
  /** Names of its objectives. */
  readonly slos: readonly string[];
}

/** What `validate` found. */
export interface ValidateResult extends ProjectResult {
  /** Tenants without errors, once for each environment. */
  readonly tenants: readonly DeclaredTenant[];
}

/** A generated file. */
export interface BuiltFile {
  /** Below its folder, with forward slashes: `prometheus/rules/alerts.yaml`. */
  readonly path: string;
  readonly content: string;
  /** What it is: `prometheus-rules`, `grafana-dashboard`, … */
  readonly kind: string;
  /** The declarations that it comes from: `alerts/ErrorRatioHigh`. */
  readonly declarations: readonly string[];
}

/** What a build changed in a folder. Paths are relative to it. */
export interface WrittenFolder {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
  /** Files of the output that somebody had edited; they were overwritten, or removed. */
  readonly handEdited: readonly string[];
  /** Files that aren't monitorgen's; they were left alone. */
  readonly foreign: readonly string[];
  /** Whether an interrupted build was found, and repaired. */
  readonly repaired: boolean;
}

/** A folder of the output. */
export interface BuiltFolder {
  /** Below the output's folder: `acme`, `environments/staging/acme`, `organisation`. */
  readonly folder: string;
  /** Absolute. */
  readonly path: string;
  /** None for the folder that is merged from all tenants. */
  readonly tenant: string | undefined;
  readonly environment: string;
  readonly files: readonly BuiltFile[];
  /** How many alerts have a test that shows them firing and, but for heartbeats, silent. */
  readonly proven: number;
  /** What changed on disk; none where nothing was to be written. */
  readonly changes: WrittenFolder | undefined;
}

/** What `build` made. */
export interface BuildResult extends ValidateResult {
  /** Empty where there are errors; then nothing was written. */
  readonly folders: readonly BuiltFolder[];
}

/** What `checkFiles` found. */
export interface FilesResult extends ProjectResult {
  /** The files that were judged, relative to the root where they are below it. */
  readonly files: readonly string[];
  /** How many rules they hold. */
  readonly rules: number;
}
