import { join } from "node:path";
import { checkProject } from "../../src/project-output.ts";
import { project, type Version } from "./declarations.ts";
import { buildHere, contentsOf, generatedOf, type Whole, writeFiles } from "./folders.ts";
import { differences, judge, type Stage } from "./judge.ts";
import { type Blow, build, type Ended } from "./victim.ts";

/** What came of one kill. */
export interface Round {
  readonly stage: Stage;
  readonly ended: Ended;
  /** What must not be. */
  readonly complaints: readonly string[];
}

/** A project whose builds are killed one after the other. */
export class Range {
  readonly #root: string;
  readonly #whole: Whole;
  /** What is there, whole; nothing at first. */
  #version: Version | undefined;

  constructor(root: string, whole: Whole) {
    this.#root = root;
    this.#whole = whole;
  }

  /** Kills a build of the other version, judges what is left, and lets a build of `then` end what was begun. */
  async round(blow: Blow, then: Version, byCommand: boolean): Promise<Round> {
    const next: Version = this.#version === "a" ? "b" : "a";
    writeFiles(this.#root, project(next));
    const ended = await build(this.#root, blow);
    const output = join(this.#root, "output");
    const { stage, complaints } = judge(contentsOf(output), this.#version, next, this.#whole);
    const recognised = await this.#recognised(next, stage, byCommand);
    writeFiles(this.#root, project(then));
    const repaired = await this.#repaired(then, byCommand);
    this.#version = then;
    return { stage, ended, complaints: [...complaints, ...internal(ended), ...recognised, ...repaired] };
  }

  /** `build --check` must see each difference, and that a build was cut off where it has left its layout. */
  async #recognised(next: Version, stage: Stage, byCommand: boolean): Promise<readonly string[]> {
    const isWhole = stage === "after" || stage === "at the end";
    if (byCommand) {
      const { exit, stderr } = await build(this.#root, undefined, ["--check"]);
      const isSeen = stage !== "in the middle" || stderr.includes("MG2514");
      return (isWhole || exit === 1) && isSeen
        ? []
        : [`build --check ends with ${exit} after a kill ${stage}: ${stderr}`];
    }
    const found = await checkProject(await generatedOf(next, this.#root), { place: this.#place });
    const names = new Set(found.map(({ kind }) => kind.name));
    const isSeen = stage !== "in the middle" || names.has("output/interrupted");
    const isAccused = names.has("output/hand-edited") || names.has("output/foreign-file");
    return (isWhole || found.length > 0) && isSeen && !isAccused
      ? []
      : [`a check after a kill ${stage} finds ${[...names].join(", ")}`];
  }

  async #repaired(then: Version, byCommand: boolean): Promise<readonly string[]> {
    if (!byCommand) await buildHere(then, this.#root);
    const ended = byCommand ? await build(this.#root) : undefined;
    const failed =
      ended !== undefined && ended.exit !== 0 ? [`the next build ends with ${ended.exit}: ${ended.stderr}`] : [];
    return [...failed, ...differences(contentsOf(this.#place.root), this.#whole[then])];
  }

  get #place() {
    return { root: join(this.#root, "output"), shown: "output" };
  }
}

function internal({ stderr }: Ended): readonly string[] {
  return /internal:|\n\s+at /.test(stderr) ? [`it says ${stderr}`] : [];
}
