import { defineConfig } from "vitest/config";
import quick from "./vitest.config.ts";

/** Every step of the pipelines that users copy, each a process that compiles: `npm run test:pipelines`. */
export default defineConfig({
  resolve: quick.resolve ?? {},
  test: {
    include: ["test/pipelines/**/*.test.ts"],
    env: { MONITORGEN_PIPELINES: "all" },
    reporters: ["minimal"],
    testTimeout: 120_000,
  },
});
