import type { Version } from "./version.ts";

/** Everything that a tool can be found by or made from. */
export interface Tool {
  readonly name: string;
  /** The environment variable that names a binary to use instead of any other. */
  readonly environment: string;
  readonly lowest: Version;
  /** What the lowest version is the first to have. */
  readonly because: string;
  /** The pinned newest version: what `MONITORGEN_TOOLS=newest` demands and what Go builds. */
  readonly newest: Version;
  /** A test run without it fails; without the others it says what it skips. */
  readonly required: boolean;
  readonly debian: { readonly package: string; readonly path: string };
  readonly go: { readonly module: string; readonly package: string; readonly version: string };
}

/** The tools that judge our output, in the order in which they are looked for. */
export const tools = [
  {
    name: "promtool",
    environment: "MONITORGEN_PROMTOOL",
    lowest: [2, 42, 0],
    because: "alerts use keep_firing_for",
    newest: [3, 15, 0],
    required: true,
    debian: { package: "prometheus", path: "usr/bin/promtool" },
    go: {
      module: "github.com/prometheus/prometheus",
      package: "github.com/prometheus/prometheus/cmd/promtool",
      version: "v0.315.0",
    },
  },
  {
    name: "amtool",
    environment: "MONITORGEN_AMTOOL",
    lowest: [0, 26, 0],
    because: "webhook receivers use url_file",
    newest: [0, 34, 2],
    required: false,
    debian: { package: "prometheus-alertmanager", path: "usr/bin/amtool" },
    go: {
      module: "github.com/prometheus/alertmanager",
      package: "github.com/prometheus/alertmanager/cmd/amtool",
      version: "v0.34.2",
    },
  },
] as const satisfies readonly Tool[];

/** The name of a tool in the table. */
export type ToolName = (typeof tools)[number]["name"];
