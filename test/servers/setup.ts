import type { TestProject } from "vitest/node";
import { serverTools, tools } from "../../scripts/tools/table.ts";
import { provide } from "../judges/setup.ts";

/** Looks for judges and servers once for all test files; `npm run test:servers` has installed them before. */
export default function setup(project: TestProject): Promise<void> {
  return provide([...tools, ...serverTools], project);
}
