import { defineConfig } from "vitest/config";
import quick from "./vitest.config.ts";

/** The tests that start real servers: `npm run test:servers`. */
export default defineConfig({
  resolve: quick.resolve ?? {},
  test: {
    include: ["test/servers/**/*.test.ts"],
    globalSetup: ["test/servers/setup.ts"],
    reporters: ["minimal"],
    // They wait more than they work: for scrapes, evaluations, and whatever must last before an alert fires.
    maxWorkers: 4,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
