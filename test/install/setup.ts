import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { root } from "../../scripts/steps/own-command.ts";
import { failed, run } from "../../scripts/steps/run-command.ts";
import { nodes, userEnvironment } from "./user.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** What `npm pack` made of the checkout, and says of it. */
    packed: { readonly tarball: string; readonly size: number; readonly unpackedSize: number };
  }
}

/** Packs the package once for all tests: `npm pack` builds `dist/` before. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "monitorgen-packed-"));
  const [node] = nodes;
  const args = ["pack", "--json", "--silent", "--pack-destination", folder];
  const packed = await run("npm", args, { cwd: root, env: userEnvironment(node?.folder ?? "") });
  if (failed(packed)) throw new Error(`npm pack\n${packed.stdout}${packed.stderr}`);
  // What the build prints stands before it.
  const [told] = JSON.parse(packed.stdout.slice(packed.stdout.search(/^\[/m)));
  const kB = (bytes: number): string => `${Math.round(bytes / 1000)} kB`;
  console.log(`package: ${told.entryCount} files, ${kB(told.size)} packed, ${kB(told.unpackedSize)} unpacked`);
  console.log(`to be installed on Node ${nodes.map(({ version }) => version).join(" and ")}`);
  project.provide("packed", {
    tarball: join(folder, told.filename),
    size: told.size,
    unpackedSize: told.unpackedSize,
  });
  return () => rmSync(folder, { recursive: true, force: true });
}
