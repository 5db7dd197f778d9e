import { expect, test } from "vitest";
import { tools } from "../tools/table.ts";
import { judgeTool } from "./tools-step.ts";

const [promtool, amtool] = tools;
const absent = { tried: ["not in PATH", "Go: no go here"] };

test("a tool that was found is named with its version and where it was found", () => {
  expect(judgeTool(promtool, { path: "/x/promtool", version: [3, 15, 0], from: "cache" }, false)).toEqual({
    state: "ok",
    figure: "promtool 3.15.0 (cache)",
  });
});

test("promtool is required: without it the step fails and says what to type", () => {
  expect(judgeTool(promtool, absent, false)).toEqual({
    state: "failed",
    figure: "not in PATH; Go: no go here",
    details: "install promtool 2.42.0 or newer and put it in PATH, or set MONITORGEN_PROMTOOL=/path/to/promtool",
  });
});

test("amtool may be absent, which is named; unless everything is required or an override is wrong", () => {
  expect(judgeTool(amtool, absent, false).state).toBe("skipped");
  expect(judgeTool(amtool, absent, true).state).toBe("failed");
  expect(judgeTool(amtool, { tried: ["MONITORGEN_AMTOOL=/x is no program"], final: true }, false).state).toBe("failed");
});
