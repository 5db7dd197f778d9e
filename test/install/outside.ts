import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { User } from "./user.ts";

/** What the system does for every process of Node, esbuild or a C library; none of it is ours. */
const SYSTEMS: readonly RegExp[] = [
  /^\/(?:usr\/)?lib(?:64|32)?\//, // shared libraries
  /^\/etc\/ld\.so\./,
  /^\/etc\/ssl\//, // Node's OpenSSL
  /^\/usr\/(?:lib|local)\/ssl\//,
  /^\/proc\/(?:self|meminfo|version_signature|sys\/vm|sys\/kernel\/random\/boot_id$|\d+)/, // memory, CPUs, which machine this is
  /^\/sys\/(?:fs\/cgroup|kernel\/mm|devices\/system)/,
  /^\/dev\/(?:null|urandom|tty)$/,
  /^\/usr\/bin\/ldd$/, // oxc-parser looks which C library there is
  /^\/etc\/(?:localtime|os-release)$/,
  /^\/usr\/share\/zoneinfo/,
  /^(?:\/etc|\/usr|\/usr\/share)$/, // on the way from /etc/localtime to the zone that it names
];

const hasStrace = spawnSync("strace", ["-V"]).status === 0;
const CLI = "node_modules/monitorgen/dist/cli.js";

/** Has an installed monitorgen watched while it builds. */
export function testTouches(user: User): void {
  const { node, folder } = user;
  const output = join(folder, "output");
  const isSystems = (path: string): boolean =>
    path.startsWith(`${node.folder}/`) || SYSTEMS.some((one) => one.test(path));
  const isBelow = (path: string, above: string): boolean => `${path}/`.startsWith(`${above}/`);

  test.runIf(hasStrace)("touches the project, itself, and what the system reads for every process", () => {
    const calls = traced(user);
    const touched = pathsIn(calls);
    expect(touched.filter((path) => isBelow(path, folder)).length).toBeGreaterThan(50);
    // Folders above the project are looked at for package.json.
    const isOnTheWay = (path: string): boolean => path === "/" || isBelow(folder, path);
    expect(touched.filter((path) => !isBelow(path, folder) && !isOnTheWay(path) && !isSystems(path))).toEqual([]);

    const changed = pathsIn(calls.filter((call) => CHANGES.test(call))).filter((path) => !isSystems(path));
    expect(changed.length).toBeGreaterThan(20);
    const memory = join(folder, "node_modules/.cache");
    expect(changed.filter((path) => !isBelow(path, output) && !isBelow(path, memory))).toEqual([]);
  });

  test.runIf(Number(node.version.slice(1, 3)) >= 24)(
    "builds where Node lets it read the project and write the output alone",
    () => {
      mkdirSync(output, { recursive: true });
      const files = ["--permission", `--allow-fs-read=${folder}`, `--allow-fs-write=${output}`];
      const parts = ["--allow-worker", "--allow-child-process", "--allow-addons"];
      expect(user.does("node", ...files, ...parts, CLI, "build")).toMatch(/alerts proven/);
      const denied = user.types("node", ...files, ...parts, CLI, "build", "--out", "elsewhere");
      expect([denied.status, denied.stderr]).toEqual([3, expect.stringContaining("Node's permissions don't allow it")]);
    },
  );
}

const CHANGES = /O_(?:WRONLY|RDWR|CREAT)|^\d+ +(?:unlink|rename|mkdir|rmdir|chmod|link|symlink|truncate)/;

/** The calls about files of a build that has everything to do, its processes and threads included. */
function traced(user: User): readonly string[] {
  const log = join(user.folder, "../trace.txt");
  user.does("rm", "-rf", "output", "node_modules/.cache");
  user.does("strace", "-f", "-qq", "-s", "4096", "-e", "trace=%file", "-o", log, "node", CLI, "build");
  return readFileSync(log, "utf8").split("\n");
}

function pathsIn(calls: readonly string[]): readonly string[] {
  return [...new Set(calls.flatMap((call) => [...call.matchAll(/"(\/[^"]*)"/g)].map(([, path = ""]) => path)))].sort();
}
