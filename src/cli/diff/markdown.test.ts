import fc from "fast-check";
import { marked, type Token } from "marked";
import { describe, expect, test } from "vitest";
import { projectOf } from "../../../test/cli/project.ts";
import { programsOf } from "../../../test/diff/edited.ts";
import { BOTH_FORMS_YAML } from "../../../test/fixtures/both-forms.ts";
import { compareProjects } from "../../diff/index.ts";
import type { Program } from "../../program/program.ts";
import { styleOf } from "../terminal/style.ts";
import { diffJson } from "./json.ts";
import { diffMarkdown } from "./markdown.ts";
import { diffText } from "./text.ts";
import type { Told } from "./told.ts";

const before = programsOf(BOTH_FORMS_YAML);

const NOWHERE = { name: "main", commit: "0123456789", root: "", notes: [], dispose: () => undefined };

function told(after: readonly Program[], base: Told["base"] = NOWHERE): Told {
  const [old, now] = [projectOf(before), projectOf(after)];
  const declared = (project: Told["after"]) => ({ project, declared: project.tenants.map(({ name }) => name) });
  return { base, diff: compareProjects(declared(old), declared(now)), before: old, after: now };
}

/** The programs with a text in each place where an author writes what they like. */
function written(text: string): readonly Program[] {
  return before.map((program) => ({
    ...program,
    tenant: { ...program.tenant, title: text, description: text },
    metrics: program.metrics.map((metric) => ({
      ...metric,
      help: text,
      labels: [{ name: "service", values: [text], cardinality: 1 }],
    })),
    alerts: program.alerts.map((alert) => ({
      ...alert,
      summary: [{ literal: text }],
      description: [{ literal: text }, { label: "service" }],
      runbook: `${text}\n${text}`,
      labels: { ...alert.labels, hostile: text },
    })),
    dashboards: program.dashboards.map((dashboard) => ({ ...dashboard, title: text, description: text })),
    logs: program.logs.map((stream) => ({ ...stream, description: text })),
  }));
}

function tokensOf(markdown: string): readonly Token[] {
  const all: Token[] = [];
  marked.walkTokens(marked.lexer(markdown), (token) => void all.push(token));
  return all;
}

const ACTIVE = /\p{Cf}|(?!\n)\p{Cc}/u;

const HOSTILE: readonly string[] = [
  "@everyone look",
  "#1 </details><script>alert(1)</script>",
  "`` ` ```\n```\n</details>",
  "[a](javascript:alert(1)) ![x](https://evil.example/x.png)",
  "https://evil.example www.evil.example me@evil.example",
  "**bold** __init__ ~~gone~~ | a | b |",
  "\u202egnp.exe \u0007\u001b[31mred",
  "&lt;b&gt; <b> <!-- --> <?x ?>",
  "- [ ] task\n# heading\n> quote\n---",
];

const anything = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 });

/** Calls with each hostile text, and with some random ones. */
function withEachText(check: (text: string) => void): void {
  for (const text of HOSTILE) check(text);
  fc.assert(fc.property(anything, check), { seed: 7, numRuns: 5 });
}

describe("as Markdown", () => {
  test("whatever an author writes stays code: no markup, link, mention or tag comes of it", () => {
    withEachText((text) => {
      const markdown = diffMarkdown(told(written(text)));
      for (const token of tokensOf(markdown)) {
        expect(["link", "image", "table", "del", "hr", "blockquote", "checkbox"]).not.toContain(token.type);
        if (token.type === "html")
          expect(token.raw.trim()).toMatch(/^<\/?(details|summary)>|^<summary>[\w ,]+<\/summary>$/);
        if (token.type === "text" && !("tokens" in token)) expect(token.raw).not.toMatch(/@|#\d|https?:/);
      }
      expect(markdown).not.toMatch(ACTIVE);
      const tags = tokensOf(markdown)
        .flatMap(({ type, raw }) => (type === "html" ? raw : []))
        .join("");
      expect(tags.match(/<details>/g)?.length).toBe(tags.match(/<\/details>/g)?.length);
    });
  });

  test("a hostile name of the base is code, too", () => {
    const markdown = diffMarkdown(told(before, { ...NOWHERE, name: "@team/`<b>`", commit: "0123456789" }));
    expect(markdown).toBe(
      "### What this changes in monitoring\n\nNothing behaves differently. Compared with ``@team/`<b>` (0123456)``.\n",
    );
  });

  test("a change of everything stays shorter than a comment may be, and says what isn't shown", () => {
    const tenants = Array.from({ length: 40 }, (_, i) =>
      written(`text ${i} `.repeat(10)).map((program) => ({
        ...program,
        tenant: { ...program.tenant, name: `tenant-${i}` },
      })),
    );
    const old = Array.from({ length: 40 }, (_, i) =>
      before.map((program) => ({ ...program, tenant: { ...program.tenant, name: `tenant-${i}` } })),
    );
    const [was, is] = [projectOf(old.flat()), projectOf(tenants.flat())];
    const state = (project: Told["after"]) => ({ project, declared: project.tenants.map(({ name }) => name) });
    const markdown = diffMarkdown({
      base: NOWHERE,
      diff: compareProjects(state(was), state(is)),
      before: was,
      after: is,
    });
    expect(Buffer.byteLength(markdown)).toBeLessThan(60_000);
    expect(markdown).toMatch(
      /Too long to be shown here: tenant-\d+ \(\d+ changed\).* and \d+ more\. `monitorgen diff` tells it all\.\n$/,
    );
  });
});

test("on a terminal nothing that an author writes acts", () => {
  withEachText((text) => {
    const shown = diffText(told(written(text)), { style: styleOf(false), width: 100 });
    expect(shown).not.toMatch(ACTIVE);
  });
});

test("the same two states give the same bytes, in whichever order their tenants come", () => {
  const after = written("another text");
  const [a, b] = [told(after), told([...after].reverse())];
  expect(diffJson(b)).toBe(diffJson(a));
  expect(diffMarkdown(b)).toBe(diffMarkdown(a));
});
