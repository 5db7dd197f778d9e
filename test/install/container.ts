import { cpSync, globSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../../scripts/steps/own-command.ts";
import { failed, run } from "../../scripts/steps/run-command.ts";

/** An instruction of a Dockerfile, continuation lines joined. */
export interface Instruction {
  readonly word: string;
  readonly rest: string;
}

/** The instructions of a Dockerfile, in their order. */
export function instructionsOf(dockerfile: string): readonly Instruction[] {
  const lines = dockerfile.replace(/^#.*\n/gm, "").replace(/\\\n\s*/g, "");
  return lines.split("\n").flatMap((line) => {
    const [, word = "", rest = ""] = /^([A-Z]+) (.+)$/.exec(line) ?? [];
    return word === "" ? [] : [{ word, rest }];
  });
}

/** The files of the checkout that a `.dockerignore` of `*` and exceptions lets into the build. */
export function contextFiles(ignore: string): readonly string[] {
  const lines = ignore.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const [first, ...others] = lines;
  if (first !== "*") throw new Error("expected a .dockerignore that begins with *");
  const allowed = others.filter((line) => line.startsWith("!")).map((line) => line.slice(1));
  const out = others.filter((line) => !line.startsWith("!"));
  const files = allowed.flatMap((path) => globSync([path, `${path}/**/*`], { cwd: root, exclude: out }));
  return [...new Set(files)].sort();
}

/** A folder in which the absolute paths of an image are. */
export class Image {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  #workdir = "/";

  constructor(folder: string, env: NodeJS.ProcessEnv) {
    this.folder = folder;
    this.env = env;
    for (const path of ["/tmp", "/opt", "/usr/local/bin"]) mkdirSync(this.at(path), { recursive: true });
  }

  /** Where a path of the image is. */
  at(path: string): string {
    return join(this.folder, path);
  }

  /** Does what an instruction says, as far as it can be done without a container. */
  async does({ word, rest }: Instruction, context: readonly string[]): Promise<void> {
    if (word === "WORKDIR") {
      this.#workdir = rest;
      mkdirSync(this.at(rest), { recursive: true });
    } else if (word === "COPY" && !rest.startsWith("--from")) this.#copies(rest.split(" "), context);
    else if (word === "RUN") await this.#runs(rest);
  }

  #copies(words: readonly string[], context: readonly string[]): void {
    const wanted = words.slice(0, -1);
    for (const file of context.filter((path) => wanted.includes(".") || wanted.includes(path))) {
      const target = join(this.at(this.#workdir), file);
      mkdirSync(dirname(target), { recursive: true });
      cpSync(join(root, file), target, { recursive: true });
    }
  }

  async #runs(command: string): Promise<void> {
    const here = command.replace(/(?<= )\/(?=tmp|opt|usr|project)/g, `${this.folder}/`);
    const ended = await run("sh", ["-ec", here], { cwd: this.at(this.#workdir), env: this.env });
    if (failed(ended)) throw new Error(`RUN ${command}\n${ended.stdout}${ended.stderr}`);
  }
}

/** The instructions of this checkout's Dockerfile. */
export function ownInstructions(): readonly Instruction[] {
  return instructionsOf(readFileSync(join(root, "Dockerfile"), "utf8"));
}
