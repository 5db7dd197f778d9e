import { testsBut } from "./vitest.config.ts";

/** What is run after each change: without the tests that start the program many times, kill it, or go through thousands of cases. */
export default testsBut([
  "test/{cli,diff,docs,hostile,kills,machine,pipelines,properties}/**",
  "src/cli/diff/diff.test.ts",
  "src/targets/alertmanager/hostile-names.test.ts",
  "src/targets/prometheus/tests/judged.test.ts",
  "src/targets/sidecar/process.test.ts",
]);
