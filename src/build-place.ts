import { relative, resolve, sep } from "node:path";

/** Where a build writes. */
export interface BuildPlace {
  /** Absolute. */
  readonly root: string;
  /** As findings name it: relative to the project's root where it lies below. */
  readonly shown: string;
}

/** Where a build writes: an absolute folder, or `output/` below the root; undefined for one among the declarations. */
export function buildPlace(projectRoot: string, out?: string): BuildPlace | undefined {
  const root = out ?? resolve(projectRoot, "output");
  const below = relative(projectRoot, root).split(sep).join("/");
  if (below === "tenants" || below.startsWith("tenants/")) return undefined;
  const isBelow = below !== "" && below !== ".." && !below.startsWith("../") && resolve(below) !== below;
  return { root, shown: isBelow ? below : root.split(sep).join("/") };
}
