import { createHash } from "node:crypto";
import { z } from "zod";
import type { Artifact } from "../targets/artifact.ts";
import { pathProblem } from "./artifact-path.ts";

/** One file that monitorgen has written. */
export interface ManifestFile {
  readonly path: string;
  readonly sha256: string;
  readonly kind: string;
  readonly origins: readonly string[];
}

/** What a folder of the output holds, by whom it was declared. No time, no machine. */
export interface Manifest {
  readonly version: 1;
  readonly tenant: string;
  readonly environment: string;
  readonly files: readonly ManifestFile[];
}

const file = z.strictObject({
  path: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  kind: z.string(),
  origins: z.array(z.string()),
});

const schema = z.strictObject({
  version: z.literal(1),
  tenant: z.string(),
  environment: z.string(),
  files: z.array(file),
});

/** SHA-256 of a file's content, in hexadecimal. */
export function sha256Of(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** The manifest of some artifacts, sorted by path. */
export function manifestOf(tenant: string, environment: string, artifacts: readonly Artifact[]): Manifest {
  const files = artifacts.map(({ path, content, kind, origins }) => ({
    path,
    sha256: sha256Of(content),
    kind,
    origins: [...new Set(origins)].sort(),
  }));
  return { version: 1, tenant, environment, files: files.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

/** A manifest as text: JSON with a line for each file, so that a diff shows which files changed. */
export function printManifest({ version, tenant, environment, files }: Manifest): string {
  const head = `"version": ${version},\n  "tenant": ${JSON.stringify(tenant)},\n  "environment": ${JSON.stringify(environment)}`;
  const lines = files.map((one) => `    ${JSON.stringify(one)}`);
  return `{\n  ${head},\n  "files": [${lines.length === 0 ? "" : `\n${lines.join(",\n")}\n  `}]\n}\n`;
}

/** Reads a manifest; undefined where it is none, or names a file that monitorgen would never write. */
export function parseManifest(text: string): Manifest | undefined {
  const { data } = schema.safeParse(jsonOf(text));
  return data?.files.every(({ path }) => pathProblem(path) === undefined) ? data : undefined;
}

/**
 * The files that a damaged manifest names, as one with the marks of a merge conflict still does: what is ours can be
 * told from it, what its content was can't.
 */
export function salvagedPaths(text: string): readonly string[] {
  const found = [...text.matchAll(/"path":\s*("(?:[^"\\\n]|\\.){1,400}")/g)].map(([, quoted]) =>
    jsonOf(String(quoted)),
  );
  const paths = found.filter((path) => typeof path === "string" && pathProblem(path) === undefined);
  return [...new Set(paths.map(String))].sort();
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
