import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Case } from "./case.ts";

/** A folder that holds one project after the other; only files that differ are written. */
export class Workspace {
  readonly root: string;
  readonly #written = new Map<string, string | Uint8Array>();

  /** `root` is empty; a new folder unless given. */
  constructor(root: string = mkdtempSync(join(tmpdir(), "monitorgen-fuzz-"))) {
    this.root = root;
  }

  /** Makes the folder hold the project of a case and nothing else. */
  hold({ files, file, content }: Pick<Case, "files" | "file" | "content">): void {
    const wanted = new Map<string, string | Uint8Array>([...Object.entries(files), [file, content]]);
    for (const path of this.#written.keys()) {
      if (!wanted.has(path)) this.#remove(path);
    }
    for (const [path, text] of wanted) {
      if (this.#written.get(path) === text) continue;
      mkdirSync(dirname(join(this.root, path)), { recursive: true });
      writeFileSync(join(this.root, path), text);
      this.#written.set(path, text);
    }
  }

  /** Removes the whole folder. */
  close(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  #remove(path: string): void {
    rmSync(join(this.root, path));
    this.#written.delete(path);
  }
}
