import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { referencePages } from "../../scripts/reference/pages.ts";
import { root } from "../../scripts/steps/own-command.ts";

const pages = await referencePages(root);

describe("the pages that are made from the sources", () => {
  it.each(pages)("%s is what the sources give (else: npm run reference)", (path, content) => {
    expect(readFileSync(join(root, path), "utf8")).toBe(content);
  });
});
