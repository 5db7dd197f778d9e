import { expect, test } from "vitest";
import { loadKinds } from "./load.ts";

test("codes and names are unique, titles short and in lower case", () => {
  expect(new Set(loadKinds.map(({ code }) => code)).size).toBe(loadKinds.length);
  expect(new Set(loadKinds.map(({ name }) => name)).size).toBe(loadKinds.length);
  for (const { code, name, title } of loadKinds) {
    expect(code).toMatch(/^MG10\d\d$/);
    expect(name).toMatch(/^load\/[a-z-]+$/);
    expect(title).toMatch(/^(?:[a-z]|YAML).{5,45}[^.]$/);
  }
});
