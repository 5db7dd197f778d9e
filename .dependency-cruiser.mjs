import { readFileSync } from "node:fs";

// Imports point one way. For each folder of src/: the folders (or parts of folders) that it may import besides itself and
// diagnostics. Tests may import anything; nothing may import a test.
const core = ["values", "promql", "routing"];
const program = [...core, "program"];
const middle = [...program, "load", "targets", "verify", "importers"];

const mayImport = {
  diagnostics: [],
  values: [],
  promql: ["values"],
  routing: ["values"],
  dsl: ["values", "promql/build", "detector/detectors/kinds"],
  packs: ["values", "promql/build", "dsl"],
  program: [...core, "packs", "detector/detectors/[^/]+/parameters", "detector/detectors/kinds", "detector/schema"],
  load: program,
  targets: [...program, "detector/configuration", "detector/detectors/kinds"],
  verify: [...program, "targets/artifact"],
  importers: program,
  diff: [...program, "targets", "project-result"],
  output: middle,
  recall: [],
  preview: [...middle, "output"],
  report: [...middle, "output"],
  library: [...middle, "output", "build-place", "project", "project-files", "project-output", "project-result"],
  cli: [
    ...middle,
    "detector/batch",
    "detector/detectors/index",
    "detector/detectors/kinds",
    "detector/schema",
    "diff",
    "output",
    "recall",
    "preview",
    "report",
    "build-place",
    "project",
    "project-files",
    "project-output",
    "project-result",
  ],
  detector: [],
};

/** Folders that may read, write, or start something; the sidecar's bundle is made from files by esbuild. */
const readsAndWrites = ["load", "output", "recall", "importers", "library", "cli", "detector", "targets/sidecar"];

/** Packages of a checkout whose code is copied into dist/. */
const { bundled = [] } = JSON.parse(readFileSync("package.json", "utf8"));

const inOut =
  "^(node:)?(fs|fs/promises|child_process|cluster|worker_threads|net|tls|dgram|dns|http|http2|https|readline|os|process|vm)$";
const test = "\\.test(-d)?\\.ts$";

const direction = Object.entries(mayImport).map(([folder, others]) => ({
  name: `direction-${folder}`,
  comment: `src/${folder} may import ${["itself", "diagnostics", ...others].join(", ")}`,
  severity: "error",
  from: { path: `^src/${folder}/`, pathNot: test },
  to: {
    path: "^src/",
    pathNot: [folder, ...(folder === "detector" ? [] : ["diagnostics"]), ...others].map(
      (one) => `^src/${one}(/|\\.|$)`,
    ),
  },
}));

export default {
  forbidden: [
    ...direction,
    {
      name: "known-folder",
      comment: "a folder of src/ that this file does not know has no place in the direction yet",
      severity: "error",
      from: { path: "^src/[^/]+/", pathNot: Object.keys(mayImport).map((folder) => `^src/${folder}/`) },
      to: {},
    },
    {
      name: "facade-without-cli",
      comment: "src/index.ts is what the command line calls, never the other way round",
      severity: "error",
      from: { path: "^src/index\\.ts$" },
      to: { path: "^src/cli/" },
    },
    {
      name: "packs-in-one-pass",
      comment: "packs are expanded by one pass; everything else sees what they became",
      severity: "error",
      from: { path: "^src/program/", pathNot: [test, "^src/program/.*pack"] },
      to: { path: "^src/packs/" },
    },
    {
      name: "pure-inside",
      comment: `functions take data and give data; reading and writing belong to ${readsAndWrites.join(", ")}`,
      severity: "error",
      from: { path: "^src/[^/]+/", pathNot: [test, ...readsAndWrites.map((folder) => `^src/${folder}/`)] },
      to: { path: inOut },
    },
    {
      name: "no-cycle",
      comment: "two files that import each other are one idea in two files",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-test-imported",
      severity: "error",
      from: { path: "^src/", pathNot: test },
      to: { path: test },
    },
    {
      name: "resolvable",
      severity: "error",
      from: { path: "^src/" },
      to: { couldNotResolve: true, pathNot: "^monitorgen(/|$)" },
    },
    {
      name: "no-development-package",
      comment: "what ships may not need a package that only a checkout has, unless it is copied into dist/",
      severity: "error",
      from: { path: "^src/", pathNot: test },
      to: {
        dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"],
        ...(bundled.length > 0 && { pathNot: `^node_modules/(${bundled.join("|")})/` }),
      },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    parser: "swc",
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { conditionNames: ["import", "node", "default", "types"], exportsFields: ["exports"] },
  },
};
