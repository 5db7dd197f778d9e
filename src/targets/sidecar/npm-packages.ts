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

/** The folders of the npm packages that contribute bytes to a bundle, and their names; paths start at the working directory. */
export function packageFolders({ outputs }: Metafile): ReadonlyMap<string, string> {
  const folders = new Map<string, string>();
  for (const { inputs } of Object.values(outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const { folder, name } = IN_PACKAGE.exec(path)?.groups ?? {};
      if (bytesInOutput > 0 && folder !== undefined && name !== undefined) folders.set(folder, name);
    }
  }
  return folders;
}

/** The npm packages that contribute bytes to a bundle, by name. */
export async function componentsOf(metafile: Metafile, workingDirectory: string): Promise<NpmPackage[]> {
  const packages = [...packageFolders(metafile)].map(([folder, name]) =>
    packageIn(join(workingDirectory, folder), name),
  );
  return (await Promise.all(packages)).sort((left, right) => (left.name < right.name ? -1 : 1));
}

async function packageIn(folder: string, name: string): Promise<NpmPackage> {
  const { version, license }: { version?: unknown; license?: unknown } = JSON.parse(
    await readFile(join(folder, "package.json"), "utf8"),
  );
  return { name, version: String(version), license: typeof license === "string" ? license : undefined };
}
