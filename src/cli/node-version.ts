/** The oldest Node that will do, as package.json's `engines` says. */
export const LOWEST_NODE = "20.19.0";

/** Whether a version of Node, such as 24.21.0 or 26.0.0-nightly, will do. */
export function isNodeEnough(version: string): boolean {
  const [lowestMajor = 0, lowestMinor = 0] = numbersOf(LOWEST_NODE);
  const [major = 0, minor = 0] = numbersOf(version);
  return major > lowestMajor || (major === lowestMajor && minor >= lowestMinor);
}

function numbersOf(version: string): readonly number[] {
  return version.split(".").map((part) => Number.parseInt(part, 10));
}
