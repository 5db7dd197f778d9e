import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadState, StateFileError, saveState, setAside } from "./file.ts";
import type { SavedSeries } from "./saved-series.ts";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "state-"));
  file = join(folder, "state.jsonl");
});

afterEach(() => rm(folder, { recursive: true }));

const series = (name: string): SavedSeries => ({
  detector: "d",
  fingerprint: "f",
  labels: [["name", name]],
  lastSeenSeconds: 1.5,
  anomalous: false,
  state: { mean: 0.1 + 0.2, last: null },
});

describe("a state file", () => {
  it("gives back what it was given, to the bit, whatever the labels hold", async () => {
    const all = Array.from({ length: 200 }, (_, index) => series(`\u2028 line\n\r"\\ ${index}`));
    expect(await saveState(file, "acme", all)).toBe(200);
    expect(await loadState(file, "acme")).toStrictEqual(all);
    expect(await readdir(folder)).toStrictEqual(["state.jsonl"]);
  });

  it("gets the folder that it is to lie in", async () => {
    const deep = join(folder, "a/b/state.jsonl");
    await saveState(deep, "acme", [series("a")]);
    expect(await loadState(deep, "acme")).toHaveLength(1);
  });

  it("needn't exist", async () => {
    expect(await loadState(file, "acme")).toStrictEqual([]);
  });

  it("stays whole when a save fails halfway", async () => {
    await saveState(file, "acme", [series("a")]);
    const broken = (function* () {
      yield series("b");
      throw new Error("out of memory");
    })();
    await expect(saveState(file, "acme", broken)).rejects.toThrow("out of memory");
    expect(await readdir(folder)).toStrictEqual(["state.jsonl"]);
    expect(await loadState(file, "acme")).toStrictEqual([series("a")]);
  });

  it("of another tenant is refused", async () => {
    await saveState(file, "globex", []);
    await expect(loadState(file, "acme")).rejects.toThrow('it belongs to another tenant, "globex"');
  });

  it("that is cut short anywhere is refused", async () => {
    await saveState(file, "acme", [series("a"), series("b")]);
    const text = await readFile(file, "utf8");
    for (let length = 0; length < text.length; length += 7) {
      await writeFile(file, text.slice(0, length));
      await expect(loadState(file, "acme")).rejects.toThrow(StateFileError);
    }
    const [header, first, , footer] = text.split("\n");
    await writeFile(file, `${[header, first, footer].join("\n")}\n`);
    await expect(loadState(file, "acme")).rejects.toThrow("it is cut short");
  });

  it.each(["", "nonsense\n", "{}\n{}\n", '{"format":"detector-state","version":2,"tenant":"acme"}\n{"series":0}\n'])(
    "that is %j is refused",
    async (text) => {
      await writeFile(file, text);
      await expect(loadState(file, "acme")).rejects.toThrow("it is damaged or not a state file of this version");
    },
  );

  it("that can't be read at all says so", async () => {
    await expect(loadState(folder, "acme")).rejects.toThrow("EISDIR");
  });

  it("is set aside under another name", async () => {
    await writeFile(file, "x");
    expect(await setAside(file)).toBe(`${file}.rejected`);
    expect(await readdir(folder)).toStrictEqual(["state.jsonl.rejected"]);
  });
});
