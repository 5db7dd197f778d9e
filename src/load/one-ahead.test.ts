import { expect, test } from "vitest";
import { oneAhead } from "./one-ahead.ts";

function noting(): { readonly begun: string[]; readonly start: (name: string) => Promise<string> } {
  const begun: string[] = [];
  return { begun, start: (name) => Promise.resolve(`${begun.push(name)} ${name}`) };
}

test("the first begins before anything is taken, and one more with each that is", async () => {
  const { begun, start } = noting();
  const all = oneAhead(["acme", "globex", "initech"], start);
  expect(begun).toEqual(["acme"]);
  const seen: string[] = [];
  for (const [name, loading] of all) {
    seen.push(`${name}: ${await loading}, ${begun.length} begun`);
  }
  expect(seen).toEqual(["acme: 1 acme, 2 begun", "globex: 2 globex, 3 begun", "initech: 3 initech, 3 begun"]);
});

test("a failure is that of whoever takes it, and of nobody where nobody does", async () => {
  const all = oneAhead(["acme", "globex"], () => Promise.reject(new Error("unreadable")));
  await new Promise((resolve) => setImmediate(resolve));
  for (const [, loading] of all) await expect(loading).rejects.toThrow("unreadable");
});

test("of nothing nothing begins", () => {
  const { begun, start } = noting();
  expect([...oneAhead([], start)]).toEqual([]);
  expect(begun).toEqual([]);
});
