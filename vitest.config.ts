import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: { alias: [{ find: /^monitorgen$/, replacement: here("./src/index.ts") }] },
  test: {
    include: ["src/**/*.test.ts", "scripts/**/*.test.ts", "test/**/*.test.ts"],
    globalSetup: ["test/judges/setup.ts"],
    exclude: ["**/node_modules/**", "**/dist/**", "test/servers/**", "test/hostile/slow/**", "test/install/**"],
    reporters: ["minimal"],
    // Judges are processes; a machine that does other work needs more than the default 5 s.
    testTimeout: 30_000,
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      exclude: ["src/**/*.test.ts", "src/**/*.test-d.ts"],
      reporter: ["text-summary", "json-summary"],
      reportOnFailure: true,
      thresholds: { lines: 95, branches: 95, functions: 95, statements: 95 },
    },
  },
});
