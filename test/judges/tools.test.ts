import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { amtool, missing, promtool } from "./tools.ts";

const alert = (condition: string): string => `groups:
  - name: judge
    rules:
      - alert: Down
        expr: ${condition}
        keep_firing_for: 5m
`;

const receiver = (key: string): string => `route: { receiver: hook }
receivers:
  - name: hook
    webhook_configs:
      - ${key}: /run/secrets/hook
`;

describe("the judges of our output", () => {
  let folder = "";
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return name;
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "monitorgen-judges-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("promtool accepts a rule that it knows and refuses one that does not parse", async () => {
    const good = await promtool(["check", "rules", file("good.yaml", alert("up == 0"))], { cwd: folder });
    expect(good).toMatchObject({ status: 0, stdout: expect.stringContaining("1 rules found") });

    const bad = await promtool(["check", "rules", file("bad.yaml", alert("up =="))], { cwd: folder });
    expect(bad.status).not.toBe(0);
    expect(bad.stdout + bad.stderr).toContain("parse error");
  });

  test.skipIf(missing("amtool"))("amtool knows a webhook's url_file and refuses a misspelt key", async () => {
    const good = await amtool(["check-config", file("good-am.yaml", receiver("url_file"))], { cwd: folder });
    expect(good).toMatchObject({ status: 0, stdout: expect.stringContaining("SUCCESS") });

    const bad = await amtool(["check-config", file("bad-am.yaml", receiver("url_fil"))], { cwd: folder });
    expect(bad.status).not.toBe(0);
  });
});
