import { spawnSync } from "node:child_process";
import { accessSync, constants, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { root } from "../../scripts/steps/own-command.ts";

/** A Node that a user may have. */
export interface UserNode {
  readonly version: string;
  /** The folder of its binary. */
  readonly folder: string;
}

/** The checkout's own Node, and the machine's where that is another one. */
export const nodes: readonly UserNode[] = distinctNodes();

function distinctNodes(): readonly UserNode[] {
  const folders = [join(root, "node_modules/node/bin"), ...(process.env["PATH"] ?? "").split(delimiter)];
  const found = new Map<string, UserNode>();
  for (const folder of folders) {
    const isCheckouts = folder.startsWith(join(root, "node_modules/.bin")) || folder === "";
    const version = isCheckouts ? undefined : versionIn(folder);
    if (version !== undefined && !found.has(version)) found.set(version, { version, folder });
  }
  return [...found.values()];
}

function versionIn(folder: string): string | undefined {
  const node = join(folder, "node");
  try {
    accessSync(node, constants.X_OK);
  } catch {
    return undefined;
  }
  return spawnSync(node, ["--version"], { encoding: "utf8" }).stdout.trim();
}

/** The environment of somebody who has this Node first in PATH and hasn't come here through `npm run`. */
export function userEnvironment(nodeFolder: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(?:npm_(?!config_(?:registry|cache|userconfig|.*proxy|cafile))|NODE|VITEST|INIT_CWD|MONITOR|TEST$)/.test(name),
  );
  const path = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => !folder.includes("node_modules"));
  return { ...Object.fromEntries(kept), NO_COLOR: "1", PATH: [nodeFolder, ...path].join(delimiter) };
}

/** What a command printed, and how it ended. */
export interface Printed {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A user with an empty folder and a Node. */
export class User {
  readonly folder: string;
  readonly node: UserNode;

  constructor(node: UserNode) {
    this.folder = join(realpathSync(mkdtempSync(join(tmpdir(), "monitorgen-user-"))), "shop");
    this.node = node;
    mkdirSync(this.folder);
  }

  /** Types a command. */
  types(command: string, ...args: readonly string[]): Printed {
    return spawnSync(command, args, {
      cwd: this.folder,
      env: userEnvironment(this.node.folder),
      encoding: "utf8",
      maxBuffer: 1e8,
    });
  }

  /** Types a command that must succeed; returns what it prints. */
  does(command: string, ...args: readonly string[]): string {
    const { status, stdout, stderr } = this.types(command, ...args);
    if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}\n${stdout}${stderr}`);
    return `${stdout}${stderr}`;
  }

  installs(...what: readonly string[]): string {
    return this.does("npm", "install", "--prefer-offline", "--no-audit", "--no-fund", "--omit=dev", ...what);
  }

  writes(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  leaves(): void {
    rmSync(dirname(this.folder), { recursive: true, force: true });
  }
}
