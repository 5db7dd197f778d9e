import { expect, test } from "vitest";
import { program } from "../../../test/fixtures/program.ts";
import type { LogStream } from "../../program/program.ts";
import { logFields } from "./log-fields.ts";

function found(more: Partial<LogStream>): readonly string[] {
  const stream: LogStream = {
    name: "api",
    description: "",
    ecs: [],
    fields: {},
    retention: 86_400_000,
    hot: 86_400_000,
    origin: { path: ["logs", "api"], name: "logs/api" },
    ...more,
  };
  const codes: string[] = [];
  logFields({ ...program, logs: [stream] }, (kind, place, data) => {
    codes.push(`${kind.code} ${("path" in place ? place.path : place).join("/")} ${kind.suggestion?.(data)}`);
  });
  return codes;
}

test("a field that ECS hasn't is found, with the one that was meant", () => {
  expect(found({ ecs: ["http.request.method", "http.request.metod"] })).toEqual([
    "MG2009 logs/api/ecs/1 did you mean 'http.request.method'?",
  ]);
});

test("a field can't hold a value and further fields", () => {
  expect(found({ fields: { plan: "keyword", "plan.name": "keyword", planned: "date" } })).toEqual([
    "MG2307 logs/api/fields/plan rename 'plan' or 'plan.name'",
  ]);
});
