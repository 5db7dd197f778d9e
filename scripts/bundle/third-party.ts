import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { packageFolders } from "../../src/targets/sidecar/npm-packages.ts";

/** A package whose code is copied into `dist/`, with what its licence demands to be passed on. */
export interface ThirdParty {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly license: string;
  /** The licence files of the package, one after another. */
  readonly text: string;
}

/** Licences that let their code be copied into a package under Apache-2.0. */
const COMPATIBLE = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "PSF-2.0"];

/** The packages that contribute code to bundles made in `folder`, by name. Throws for a licence that is missing or can't be passed on. */
export function thirdParties(metafiles: readonly Metafile[], folder: string): readonly ThirdParty[] {
  const folders = new Map(metafiles.flatMap((metafile) => [...packageFolders(metafile)]));
  return [...folders.keys()].map((path) => thirdParty(join(folder, path))).sort(byName);
}

function byName(left: ThirdParty, right: ThirdParty): number {
  return left.name < right.name ? -1 : 1;
}

function thirdParty(folder: string): ThirdParty {
  const { name, version, license }: Readonly<Record<string, unknown>> = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  );
  if (typeof license !== "string" || !COMPATIBLE.includes(license)) {
    throw new Error(`${name}: the licence ${license} is none of ${COMPATIBLE.join(", ")}`);
  }
  const files = readdirSync(folder).filter((file) => /^(?:licen[cs]e|copying|notice)\b/i.test(file));
  if (files.length === 0) throw new Error(`${name}: the package has no licence file`);
  const text = files.sort().map((file) => readFileSync(join(folder, file), "utf8").trim());
  return { name: String(name), version: String(version), license, text: text.join("\n\n") };
}

/** The text of `third-party-licenses.txt`. */
export function noticeOf(parties: readonly ThirdParty[]): string {
  const list = parties.map(({ name, version, license }) => `  ${name} ${version} (${license})\n`).join("");
  const texts = parties.map(({ name, version, text }) => `\n${"=".repeat(80)}\n${name} ${version}\n\n${text}\n`);
  return `Code of these packages is part of the files in this folder, under their own licences:\n\n${list}${texts.join("")}`;
}
