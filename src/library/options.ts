/** Which declarations are meant. */
export interface ProjectOptions {
  /** The folder that holds `tenants/`; relative to the working directory. */
  readonly root: string;
  /** Names of tenants; all of them unless given. */
  readonly tenants?: readonly string[];
  /** The only environment to look at; all of them unless given. */
  readonly environment?: string;
  /** The day on which suppressions are looked at, such as `2027-03-31`; today unless given. No output depends on it. */
  readonly today?: string;
  /** Hears of each step before it begins: `reading tenants/acme`. */
  readonly onProgress?: (step: string) => void;
}

/** Which declarations are meant, and which output. */
export interface OutputOptions extends ProjectOptions {
  /** The output's folder, relative to the working directory; `output/` below the root unless given. */
  readonly out?: string;
}

/** What `build` does. */
export interface BuildOptions extends OutputOptions {
  /** Whether files are written, which they are unless this is false; the result has them in either case. */
  readonly write?: boolean;
}

/** Which files are judged, and against what. The root needs no `tenants/`: then nothing is known but what `metrics` tells. */
export interface FilesOptions extends ProjectOptions {
  /** Files, and folders of them; relative to the working directory. */
  readonly files: readonly string[];
  /** A file that tells which metrics there are, beside those of tenants; relative to the working directory. */
  readonly metrics?: string;
}
