import { duplicateAlert, duplicateRecording } from "../../../diagnostics/codes/hygiene.ts";
import type { Alert, Program } from "../../../program/program.ts";
import type { Expr } from "../../../promql/syntax/ast.ts";
import { print } from "../../../promql/syntax/print.ts";
import { canonical } from "../../../promql/syntax/walk.ts";
import type { Check } from "../check.ts";
import { conditioned } from "../intent/conditions.ts";

/** Two rules of the same: alerts that tell the same people at once, recordings of one expression. */
export const duplicates: Check = (program, report) => {
  // Elsewhere severities are made alike, and alerts that differ in them with them.
  if (program.environment.isDefault) {
    for (const [alert, first] of twice(alertsOf(program))) {
      report(duplicateAlert, { path: alert.origin.path, part: "key" }, { first: first.name });
    }
  }
  for (const [record, first] of twice(recordingsOf(program))) {
    report(duplicateRecording, { path: ["recordings", record], part: "key" }, { first });
  }
};

function alertsOf(program: Program): readonly (readonly [string, Alert])[] {
  return conditioned(program).map(({ alert, expression }) => {
    const key = JSON.stringify([meaningOf(expression.authored.expr), alert.team.name, alert.labels]);
    return [key, alert];
  });
}

function recordingsOf({ expressions }: Program): readonly (readonly [string, string])[] {
  return expressions.flatMap(({ origin, authored }) =>
    origin.path[0] === "recordings" ? [[meaningOf(authored.expr), String(origin.path[1])]] : [],
  );
}

function meaningOf(expr: Expr): string {
  return print(canonical(expr));
}

/** What has the key of an earlier one, with that. */
function twice<T>(all: readonly (readonly [string, T])[]): readonly (readonly [T, T])[] {
  const first = new Map<string, T>();
  return all.flatMap(([key, one]): readonly (readonly [T, T])[] => {
    const earlier = first.get(key);
    if (earlier !== undefined) return [[one, earlier]];
    first.set(key, one);
    return [];
  });
}
