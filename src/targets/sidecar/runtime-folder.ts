import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const PLACES = [
  // In the package: the same sources, beside this bundled file; compiled ones would give the bundle other bytes.
  new URL("./detector/launch.ts", import.meta.url),
  new URL("./detector/launch.js", import.meta.url),
  // In a checkout.
  new URL("../../detector/launch.ts", import.meta.url),
];

/** Where the sidecar's runtime lies, and how its files end. */
export interface RuntimeFolder {
  readonly folder: string;
  readonly extension: string;
}

/** Finds the runtime beside this code, compiled or as sources. Throws an Error in a damaged installation. */
export function runtimeFolder(places: readonly URL[] = PLACES): RuntimeFolder {
  const launch = places.find((place) => existsSync(place));
  if (launch === undefined) throw new Error("the sidecar's runtime is missing: install the package anew");
  const extension = launch.pathname.endsWith(".ts") ? ".ts" : ".js";
  return { folder: fileURLToPath(new URL(".", launch)), extension };
}
