import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Metafile } from "esbuild";

/** An npm package whose code is in a bundle. */
export interface NpmPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression of its licence, where it states one. */
  readonly license: string | undefined;
}

const IN_PACKAGE = /^(?<folder>.*node_modules\/(?<name>(?:@[^/]+\/)?[^/]+))\//;

/** The npm packages that contribute bytes to a bundle, by name; paths of the metafile start at the working directory. */
export async function componentsOf({ outputs }: Metafile, workingDirectory: string): Promise<NpmPackage[]> {
  const folders = new Map<string, string>();
  for (const { inputs } of Object.values(outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const { folder, name } = IN_PACKAGE.exec(path)?.groups ?? {};
      if (bytesInOutput > 0 && folder !== undefined && name !== undefined) folders.set(folder, name);
    }
  }
  const packages = [...folders].map(([folder, name]) => packageIn(join(workingDirectory, folder), name));
  return (await Promise.all(packages)).sort((left, right) => (left.name < right.name ? -1 : 1));
}

async function packageIn(folder: string, name: string): Promise<NpmPackage> {
  const { version, license }: { version?: unknown; license?: unknown } = JSON.parse(
    await readFile(join(folder, "package.json"), "utf8"),
  );
  return { name, version: String(version), license: typeof license === "string" ? license : undefined };
}
