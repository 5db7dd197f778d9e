import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { committed } from "../../output/files.ts";
import { type Circumstances, emittedConfig, substituted } from "./substitute.ts";

const [acme] = committed(/^acme\/alertmanager\/alertmanager\.yaml$/);
const emitted = emittedConfig.parse(load(acme?.content ?? ""));
const local = { smarthost: "127.0.0.1:2525", pagerDutyUrl: "http://127.0.0.1:8080/v2/enqueue" };

/** The places at which two documents differ, `*` for the positions of lists. */
function differences(a: unknown, b: unknown, path = ""): readonly string[] {
  if (JSON.stringify(a) === JSON.stringify(b)) return [];
  if (!isMapping(a) || !isMapping(b)) return [path];
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  const name = (key: string) => (Array.isArray(a) ? "*" : key);
  return [...new Set(keys.flatMap((key) => differences(a[key], b[key], `${path}/${name(key)}`)))];
}

const isMapping = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** What circumstances change beside the addresses. */
const changed = (circumstances: Circumstances) =>
  differences(emitted, substituted(emitted, local, circumstances))
    .map((path) => path.replace(/(\/routes\/\*)+/, "/**"))
    .filter((path) => !ADDRESSES.includes(path));

const ADDRESSES = ["/global/smtp_smarthost", "/global/pagerduty_url"];

describe("of the emitted configuration, beside the folder of the secrets,", () => {
  test("two addresses differ on this machine, and nothing else", () => {
    const addresses = differences(emitted, substituted(emitted, local, { hours: "as declared", timing: "as emitted" }));
    expect(addresses).toEqual(ADDRESSES);
  });

  test.each(["inside", "outside"] as const)("the hours of schedules differ where a test is %s of them", (hours) => {
    const paths = changed({ hours, timing: "as emitted" });
    expect(paths).not.toEqual([]);
    for (const path of paths) expect(path).toMatch(/^\/time_intervals\/\*\/time_intervals\/\*/);
  });

  test("the times that groups wait differ where a test can't wait", () => {
    expect(changed({ hours: "as declared", timing: "hastened" })).toEqual([
      "/route/group_wait",
      "/route/group_interval",
      "/route/**/group_interval",
    ]);
  });
});
