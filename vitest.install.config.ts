import { defineConfig } from "vitest/config";

/** The tests that pack the package and install it as a user does: `npm run test:install`. */
export default defineConfig({
  test: {
    include: ["test/install/**/*.test.ts"],
    globalSetup: ["test/install/setup.ts"],
    reporters: ["minimal"],
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
