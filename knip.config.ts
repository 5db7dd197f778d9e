import { existsSync } from "node:fs";
import type { KnipConfig } from "knip";

// Until the command line exists, most of src/ waits for its user: only imports that cannot be right are findings.
const whole = existsSync("src/cli/main.ts");

const config: KnipConfig = {
  entry: [
    "src/index.ts",
    "src/dsl/index.ts",
    "src/cli/main.ts",
    "src/load/worker.ts",
    "src/packs/index.ts",
    "src/detector/**/*.ts",
    "scripts/*.{ts,js}",
    "scripts/bench/slo-job.ts",
    "scripts/bench/stages.ts",
    "test/install/*.ts",
    "test/judges/*.ts",
    "test/fuzz/run.ts",
    "test/fuzz/worker.ts",
    "test/agreement/run.ts",
    "test/diff/run.ts",
    "test/faults/run.ts",
    "test/kills/run.ts",
    "test/machine/refusals.ts",
    "test/mutants/run.ts",
    "test/promql/judge/run.ts",
    "test/tenancy/run.ts",
    "test/types/**/*.ts",
    "tenants/**/*.ts",
  ].filter((pattern) => pattern.includes("*") || existsSync(pattern)),
  project: ["src/**/*.ts", "scripts/**/*.{ts,js}", "test/**/*.ts"],
  ignore: ["test/corpus/**", "test/faults/stack/**"],
  ignoreBinaries: ["mkfifo", "strace", "mount", "umount"],
  // scripts/steps starts dependency-cruiser, and `@swc/core` reads TypeScript for it.
  ignoreDependencies: ["dependency-cruiser", "@swc/core"],
  vitest: {
    config: ["vitest.config.ts", "vitest.quick.config.ts", "vitest.servers.config.ts", "vitest.hostile.config.ts"],
  },
  ignoreExportsUsedInFile: true,
  paths: { monitorgen: ["src/index.ts"] },
  rules: whole
    ? {}
    : { files: "off", exports: "off", types: "off", dependencies: "off", devDependencies: "off", enumMembers: "off" },
};

export default config;
