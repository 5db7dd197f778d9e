import { defineConfig } from "vitest/config";
import quick from "./vitest.config.ts";

/** Tenants that take all the time and memory that they get: `npm run test:hostile`. */
export default defineConfig({
  resolve: quick.resolve ?? {},
  test: {
    include: ["test/hostile/slow/**/*.test.ts"],
    reporters: ["minimal"],
    testTimeout: 300_000,
  },
});
