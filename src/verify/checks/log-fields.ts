import { fieldWithin, unknownEcsField } from "../../diagnostics/codes/reference.ts";
import type { LogStream } from "../../program/program.ts";
import { ecsFields, isEcsField } from "../../values/ecs/fields.ts";
import type { Check, Report } from "./check.ts";

/** Fields of log lines: ECS names must exist, and no field can hold both a value and further fields. */
export const logFields: Check = (program, report) => {
  for (const stream of program.logs) {
    checkEcs(stream, report);
    checkNesting(stream, report);
  }
};

function checkEcs({ ecs, origin }: LogStream, report: Report): void {
  for (const [index, field] of ecs.entries()) {
    if (isEcsField(field)) continue;
    report(unknownEcsField, [...origin.path, "ecs", index], { field, known: [...ecsFields.keys()] });
  }
}

function checkNesting({ fields, origin }: LogStream, report: Report): void {
  const names = Object.keys(fields);
  for (const field of names) {
    const inner = names.find((name) => name.startsWith(`${field}.`));
    if (inner === undefined) continue;
    report(fieldWithin, { path: [...origin.path, "fields", field], part: "key" }, { field, inner });
  }
}
