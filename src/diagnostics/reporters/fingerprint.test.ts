import { expect, test } from "vitest";
import { diagnostic, kind, type Position } from "../diagnostic.ts";
import { fingerprints } from "./fingerprint.ts";

const texts = { severity: "error", title: "title", reason: () => "reason", suggestion: () => undefined } as const;
const plain = kind<object>({ code: "MG9998", name: "example/kind", ...texts });
const secret = kind<object>({ code: "MG9999", name: "secret/kind", ...texts });

const at = (line: number, rest: Partial<Position> = {}): Position => ({ file: "a.ts", line, column: 1, ...rest });

/** The names of findings of a file, the first of a kind about secrets where that is wanted. */
function named(text: string | undefined, places: readonly Position[], hasSecret = false): readonly string[] {
  const diagnostics = places.map((place, index) => diagnostic(hasSecret && index === 0 ? secret : plain, place, {}));
  return fingerprints({ diagnostics, sources: new Map(text === undefined ? [] : [["a.ts", text]]) });
}

test("lines above change no name; what is marked does", () => {
  const marked = { endLine: 1, endColumn: 4 };
  const [name] = named("one two", [at(1, marked)]);
  expect(named("\n\none two", [at(3, { endLine: 3, endColumn: 4 })])).toEqual([name]);
  expect(named("two two", [at(1, marked)])).not.toEqual([name]);
});

test("of a place without an end the line is meant, however far it is moved in", () => {
  const [name] = named("one two", [at(1)]);
  expect(named("  one two  ", [at(1)])).toEqual([name]);
  expect(named("one", [at(1)])).not.toEqual([name]);
  expect(named("one two", [at(1, { endLine: 1 })])).toEqual([name]);
});

test("equal findings are told apart by their order, also where the file's text isn't known", () => {
  const [first, second] = named(undefined, [at(1), at(2)]);
  expect(first).not.toBe(second);
  expect(named(undefined, [at(7)])).toEqual([first]);
});

test("nothing of a line with a secret goes into a name, on whichever of its lines a finding is", () => {
  const places = [at(2, { endLine: 3, endColumn: 1 }), at(3)];
  expect(named("a\nb\nc", places, true)).toEqual(named("x\ny\nz", places, true));
  const apart = [at(1), at(3)];
  expect(named("a\nb\nc", apart, true)[0]).toBe(named("x\nb\nz", apart, true)[0]);
  expect(named("a\nb\nc", apart, true)[1]).not.toBe(named("x\nb\nz", apart, true)[1]);
});
