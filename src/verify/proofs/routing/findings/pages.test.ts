import { readFileSync } from "node:fs";
import { CORE_SCHEMA, load } from "js-yaml";
import { expect, test } from "vitest";
import { routingKinds } from "../../../../diagnostics/codes/routing.ts";
import { routingFindings } from "./index.ts";
import type { RaisedAlert } from "./raised.ts";

const alert = (name: string, severity: string, tenant: string): RaisedAlert => ({
  name,
  labels: { alertname: [name], severity: [severity], tenant: [tenant], team: ["platform"], service: undefined },
  isOpen: false,
});

/** The alerts that all examples are about. */
const ALERTS = [
  alert("Down", "critical", "acme"),
  alert("Jammed", "critical", "acme"),
  alert("Slow", "warning", "acme"),
  alert("Stuck", "critical", "globex"),
];

/** What an Alertmanager configuration can be wrong in; declarations have kinds of their own. */
const CODES = routingKinds.map(({ code }) => code).filter((code) => code < "MG2630");

function blocks(code: string, language: string): readonly string[] {
  const page = readFileSync(new URL(`../../../../../docs/checks/${code}.md`, import.meta.url), "utf8");
  return [...page.matchAll(/```([^\n]*)\n([\s\S]*?)```/g)].flatMap(([, info, text = ""]) =>
    info === language ? [text] : [],
  );
}

const found = (text: string) => routingFindings(load(text, { schema: CORE_SCHEMA }), ALERTS);

test.each(CODES)("the example of %s is found, as its page says", (code) => {
  const [example = ""] = blocks(code, "yaml (found)");
  const [reason = ""] = blocks(code, "text");
  const reasons = found(example).flatMap(({ kind, reason: text }) => (kind.code === code ? [text] : []));
  expect(reasons).toContain(reason.trimEnd());
});

test.each(CODES)("what the page of %s shows instead is right", (code) => {
  for (const text of blocks(code, "yaml (fine)")) expect(found(text).map(({ reason }) => reason)).toEqual([]);
});
