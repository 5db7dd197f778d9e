/** A version as three numbers, the most significant first. */
export type Version = readonly [number, number, number];

/** Reads `3.15.0`, `v3.15.0`, `2.42` or `3.5.0-rc.1` (the pre-release part is dropped); undefined for anything else. */
export function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d{1,6})\.(\d{1,6})(?:\.(\d{1,6}))?(?:[-+~].*)?$/.exec(text.trim());
  return match ? [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)] : undefined;
}

/** The version in what `promtool --version` and its relatives print, `postgres` included; undefined when the build was given none. */
export function printedVersion(output: string): Version | undefined {
  const match = /(?:\bversion:?|\(PostgreSQL\))\s+(v?\d+\.\d+(?:\.\d+)?)/.exec(output);
  return match?.[1] === undefined ? undefined : parseVersion(match[1]);
}

/** Negative when `left` is older than `right`, 0 when equal, positive when newer. */
export function compareVersions(left: Version, right: Version): number {
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}

/** `3.15.0`. */
export function formatVersion(version: Version): string {
  return version.join(".");
}
