import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { filesKinds, laterDocument, nothingJudged, unreadableMetrics } from "../../diagnostics/codes/files.ts";
import type { KindHead } from "../../diagnostics/diagnostic.ts";
import { foundInFiles } from "./judged.ts";

/** Of folders and of what stands in one file: src/cli/check/check.test.ts. */
const ELSEWHERE: readonly KindHead[] = [nothingJudged, laterDocument, unreadableMetrics];
const CODES = filesKinds.filter((kind) => !ELSEWHERE.includes(kind)).map(({ code }) => code);
const NAMES: Readonly<Record<string, string>> = { yaml: "rules.yaml", json: "dashboard.json", go: "texts.tmpl" };

/** Beside templates and routes stand rules, whose labels they may show. */
const rule = (alert: string, severity: string): string => `
      - alert: ${alert}
        expr: sum by (tenant, service) (rate(http_requests_total{tenant="acme"}[5m])) > ${200 - alert.charCodeAt(0)}
        labels: { severity: ${severity}, tenant: acme }`;
const RULES = `groups:
  - name: api
    rules:${rule("Down", "critical")}${rule("Busy", "critical")}${rule("Slow", "warning")}
`;

function blocks(code: string, mark: string): readonly (readonly [language: string, text: string])[] {
  const page = readFileSync(new URL(`../../../docs/checks/${code}.md`, import.meta.url), "utf8");
  return [...page.matchAll(/```(\w+)( \(\w+\))?\n([\s\S]*?)```/g)].flatMap(([, language = "", own = "", text = ""]) =>
    own.trim() === mark ? [[language, text] as const] : [],
  );
}

function found([language, text]: readonly [string, string]): readonly string[] {
  const isRouting = /^route:|^inhibit_rules:/m.test(text);
  if (language !== "go" && !isRouting) return foundInFiles({ [NAMES[language] ?? "file"]: text });
  return foundInFiles({ "rules.yaml": RULES, [isRouting ? "alertmanager.yaml" : "texts.tmpl"]: text });
}

test.each(CODES)("the example of %s is found, as its page says", (code) => {
  const [example] = blocks(code, "(found)");
  const [[, reason = ""] = []] = blocks(code, "").filter(([language]) => language === "text");
  expect(example === undefined ? [] : found(example)).toContain(`${code} ${reason.trimEnd()}`);
});

test.each(CODES)("what the page of %s shows instead is right", (code) => {
  for (const example of blocks(code, "(fine)")) expect(found(example)).toEqual([]);
});
