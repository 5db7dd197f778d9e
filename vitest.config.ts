import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const elsewhere = ["**/node_modules/**", "**/dist/**", "test/servers/**", "test/hostile/slow/**", "test/install/**"];
/** They put other modules in the place of some, or end their process: no other test may share it. */
const alone = ["**/*.alone.test.ts"];

/** All tests but those of servers and of installing, and but those left out. */
export function testsBut(leftOut: readonly string[]) {
  const exclude = [...elsewhere, ...leftOut];
  return defineConfig({
    resolve: { alias: [{ find: /^monitorgen$/, replacement: here("./src/index.ts") }] },
    test: {
      projects: [
        {
          extends: true,
          test: {
            name: "together",
            include: ["src/**/*.test.ts", "scripts/**/*.test.ts", "test/**/*.test.ts"],
            exclude: [...exclude, ...alone],
            // Most of what a test costs would be the program loaded anew for each of two hundred files.
            isolate: false,
          },
        },
        { extends: true, test: { name: "alone", include: alone, exclude } },
      ],
      globalSetup: ["test/judges/setup.ts"],
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
}

export default testsBut([]);
