import { relative, resolve, sep } from "node:path";
import { type BuildPlace, buildPlace } from "../../build-place.ts";
import { UsageError } from "../exit.ts";

/** Where the options say that a build writes, which can't be among the declarations. */
export function placeOf(projectRoot: string, cwd: string, out: string | undefined): BuildPlace {
  const place = buildPlace(projectRoot, out === undefined ? undefined : resolve(cwd, out));
  if (place !== undefined) return place;
  throw new UsageError(`--out ${out}: tenants/ is for declarations`, "leave --out away to write to output/");
}

/** A path as a person types it from where they are: relative below that, absolute elsewhere. */
export function shownPath(cwd: string, path: string): string {
  const below = relative(cwd, path);
  return (below.startsWith("..") ? path : below).split(sep).join("/");
}
