import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What a lock file says of a package. */
export interface Locked {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The packages that whoever installs us gets: those that are installed, those whose code is in `dist/`, and all that they need. */
export function shippedPackages(
  direct: readonly string[],
  locked: Readonly<Record<string, Locked>>,
): ReadonlySet<string> {
  const shipped = new Set<string>();
  const pending = [...direct];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (shipped.has(name)) continue;
    shipped.add(name);
    const { dependencies = {}, optionalDependencies = {} } = locked[`node_modules/${name}`] ?? {};
    pending.push(...Object.keys(dependencies), ...Object.keys(optionalDependencies));
  }
  return shipped;
}

/** Those of a checkout. */
export function shippedFrom(root: string): ReadonlySet<string> {
  const read = (file: string) => JSON.parse(readFileSync(join(root, file), "utf8"));
  const { dependencies, bundled } = read("package.json");
  return shippedPackages([...Object.keys(dependencies), ...bundled], read("package-lock.json").packages);
}
