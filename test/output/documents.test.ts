import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { linksIn, repeatedSentences } from "../fixtures/review-documents.ts";
import { committed } from "./files.ts";

describe.each(["acme", "globex", "initech"])("the documents of %s", (tenant) => {
  const runbooks = committed(new RegExp(`^${tenant}/runbooks/.*\\.md$`));
  const pages = committed(new RegExp(`^${tenant}/(runbooks/.*|README)\\.md$`));

  test("have a runbook for each alert, and no sentence under two of them", () => {
    const alerts = committed(new RegExp(`^${tenant}/prometheus/rules/.*\\.yaml$`)).flatMap(({ content }) =>
      [...content.matchAll(/^ +- alert: (\w+)$/gm)].map(([, alert]) => `${tenant}/runbooks/${alert}.md`),
    );
    expect(runbooks.map(({ path }) => path)).toEqual(alerts.sort());
    expect(repeatedSentences(new Map(runbooks.map(({ path, content }) => [path, content])))).toEqual([]);
  });

  test("link to files that are there", () => {
    const missing = pages.flatMap(({ path, file, content }) =>
      linksIn(content)
        .filter((address) => !/^[a-z]+:|^#/.test(address))
        .map((address) => address.replace(/#.*$/, ""))
        .filter((address) => !existsSync(join(dirname(file), decodeURI(address))))
        .map((address) => `${path} → ${address}`),
    );
    expect(missing).toEqual([]);
  });
});
