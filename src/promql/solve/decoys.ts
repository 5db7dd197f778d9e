import type { Draft } from "./cases.ts";
import type { InputSeries } from "./problem.ts";
import type { Stage } from "./stage.ts";

export function decoysFor(_stage: Stage, _drafts: readonly Draft[]): readonly InputSeries[] {
  return [];
}
