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
  readonly debian?: { readonly package: string; readonly path: string };
  readonly go?: GoRecipe;
  /** Where distributions install it outside PATH; `*` stands for a version. */
  readonly folders?: readonly string[];
}

/** A command of a Go module at an exact version, and how to build it. */
export interface GoRecipe {
  readonly module: string;
  readonly package: string;
  readonly version: string;
  /** A program of our own around the module, from the project's root: with a `go.mod` that pins the module. */
  readonly sources?: string;
  /** The variable that holds the version, unless it is that of Prometheus's tools. */
  readonly versionIn?: string;
  /** Files that the published module lacks and its sources embed: what is built is a copy that has them. */
  readonly stubs?: Readonly<Record<string, string>>;
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
  {
    name: "promql-judge",
    environment: "MONITORGEN_PROMQL_JUDGE",
    // Another last number where the judge's own source has changed, so that it is built anew.
    lowest: [3, 15, 2],
    because: "it says what the parser of that version says",
    newest: [3, 15, 2],
    required: false,
    go: {
      module: "github.com/prometheus/prometheus",
      package: ".",
      version: "v0.315.0",
      sources: "test/promql/judge",
      versionIn: "main.version",
    },
  },
] as const satisfies readonly Tool[];

/** The servers that our output is loaded into (`npm run test:servers`); without one its tests are skipped, by name. */
export const serverTools = [
  {
    name: "pint",
    environment: "MONITORGEN_PINT",
    lowest: [0, 87, 0],
    because: "docs/proofs.md counts the checks of that version",
    newest: [0, 87, 0],
    required: false,
    go: {
      module: "github.com/cloudflare/pint",
      package: "github.com/cloudflare/pint/cmd/pint",
      version: "v0.87.0",
    },
  },
  {
    name: "prometheus",
    environment: "MONITORGEN_PROMETHEUS",
    lowest: [3, 0, 0],
    because: 'buckets are written as le="1.0", the form that Prometheus 3 gives them',
    newest: [3, 15, 0],
    required: false,
    debian: { package: "prometheus", path: "usr/bin/prometheus" },
    go: {
      module: "github.com/prometheus/prometheus",
      package: "github.com/prometheus/prometheus/cmd/prometheus",
      version: "v0.315.0",
    },
  },
  {
    name: "alertmanager",
    environment: "MONITORGEN_ALERTMANAGER",
    lowest: [0, 26, 0],
    because: "webhook receivers use url_file",
    newest: [0, 34, 2],
    required: false,
    debian: { package: "prometheus-alertmanager", path: "usr/bin/prometheus-alertmanager" },
    go: {
      module: "github.com/prometheus/alertmanager",
      package: "github.com/prometheus/alertmanager/cmd/alertmanager",
      version: "v0.34.2",
      stubs: { "ui/app/dist/index.html": "<!doctype html>\n" },
    },
  },
  {
    name: "node_exporter",
    environment: "MONITORGEN_NODE_EXPORTER",
    lowest: [1, 0, 0],
    because: "its metrics have had their names since",
    newest: [1, 12, 1],
    required: false,
    debian: { package: "prometheus-node-exporter", path: "usr/bin/prometheus-node-exporter" },
    go: {
      module: "github.com/prometheus/node_exporter",
      package: "github.com/prometheus/node_exporter",
      version: "v1.12.1",
    },
  },
  {
    name: "postgres",
    environment: "MONITORGEN_POSTGRES",
    lowest: [13, 0, 0],
    because: "the exporter supports no older server",
    newest: [13, 0, 0],
    required: false,
    folders: ["/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin"],
  },
  {
    name: "postgres_exporter",
    environment: "MONITORGEN_POSTGRES_EXPORTER",
    lowest: [0, 11, 0],
    because: "its metrics have had their names since",
    newest: [0, 19, 1],
    required: false,
    debian: { package: "prometheus-postgres-exporter", path: "usr/bin/prometheus-postgres-exporter" },
    go: {
      module: "github.com/prometheus-community/postgres_exporter",
      package: "github.com/prometheus-community/postgres_exporter/cmd/postgres_exporter",
      version: "v0.19.1",
    },
  },
] as const satisfies readonly Tool[];

/** The generator of SLO rules that `npm run bench` measures beside us. */
export const slothTool = {
  name: "sloth",
  environment: "MONITORGEN_SLOTH",
  lowest: [0, 16, 0],
  because: "figures of older versions say nothing about it",
  newest: [0, 16, 0],
  required: false,
  go: {
    module: "github.com/slok/sloth",
    package: "github.com/slok/sloth/cmd/sloth",
    version: "v0.16.0",
    versionIn: "github.com/slok/sloth/internal/info.Version",
  },
} as const satisfies Tool;

/** The name of a tool in one of the tables. */
export type ToolName = (typeof tools)[number]["name"] | (typeof serverTools)[number]["name"];
