import { defineConfig } from "vitest/config";
import quick from "./vitest.config.ts";

/** Tenants that take all the time and memory that they get: `npm run test:hostile`. */
export default defineConfig({
  resolve: quick.resolve ?? {},
  test: {
    include: ["test/hostile/slow/**/*.test.ts", "test/hostile/secrets.test.ts"],
    env: { MONITORGEN_HOSTILE: "all" },
    // The figures are printed as they are.
    disableConsoleIntercept: true,
    reporters: ["minimal"],
    testTimeout: 300_000,
  },
});
