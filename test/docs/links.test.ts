import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../../scripts/steps/own-command.ts";

const pages = ["README.md", "CHANGELOG.md", ...globSync("docs/**/*.md", { cwd: root })].sort();

function linksOf(page: string): readonly string[] {
  const text = readFileSync(join(root, page), "utf8").replace(/^```[\s\S]*?^```$/gm, "");
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^https?:/.test(target));
}

/** The anchors that GitHub gives to the headings of a page. */
function anchorsOf(page: string): ReadonlySet<string> {
  const text = readFileSync(join(root, page), "utf8").replace(/^```[\s\S]*?^```$/gm, "");
  const slug = (heading: string): string =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\- _]/gu, "")
      .replaceAll(" ", "-");
  return new Set([...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => slug(heading)));
}

describe("links", () => {
  it.each(pages)("of %s lead somewhere", (page) => {
    const broken = linksOf(page).filter((link) => {
      const [path = "", anchor] = link.split("#");
      const target = path === "" ? page : join(dirname(page), decodeURI(path));
      if (!existsSync(join(root, target))) return true;
      return anchor !== undefined && !anchorsOf(target).has(anchor);
    });
    expect(broken).toEqual([]);
  });

  it("lead from the index, and from its list of detectors, to every page", () => {
    const lists = ["docs/README.md", "docs/detectors.md"];
    const index = lists.flatMap(linksOf).map((link) => join("docs", link.split("#")[0] ?? ""));
    const unlinked = pages.filter((page) => page.startsWith("docs/") && !page.startsWith("docs/checks/"));
    expect(unlinked.filter((page) => page !== "docs/README.md" && !index.includes(page))).toEqual([]);
  });
});
