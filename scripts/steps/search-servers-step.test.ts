import { expect, test } from "vitest";
import { judgeSearchServer } from "./search-servers-step.ts";

const server = { name: "elasticsearch", version: "8.19.21" } as const;

test("a search server that is there is named with its version", () => {
  expect(judgeSearchServer(server, { place: "/x" }, true)).toEqual({
    state: "ok",
    figure: "elasticsearch 8.19.21 (cache)",
  });
});

test("one that can't be had is skipped with the reason, and fails where everything is required", () => {
  const problem = { problem: "no Maven here (mvn)" };
  expect(judgeSearchServer(server, problem, false)).toMatchObject({ state: "skipped", figure: "no Maven here (mvn)" });
  expect(judgeSearchServer(server, problem, true)).toMatchObject({ state: "failed" });
});
