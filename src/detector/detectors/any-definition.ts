import type { DetectorDefinition } from "./detector.ts";
import type { EventDetectorDefinition } from "./event-detector.ts";
import type { RowDetectorDefinition } from "./row-detector.ts";

/** A kind of detector, whatever it takes. */
export type AnyDefinition = DetectorDefinition | RowDetectorDefinition | EventDetectorDefinition;

/** The kinds that can judge single series, as those that do: all but those of events. */
export function ofSeries(definitions: readonly AnyDefinition[]): readonly DetectorDefinition[] {
  return definitions.flatMap((definition) => {
    if (definition.takes === "events") return [];
    return definition.takes === "rows" ? [definition.asSeries()] : [definition];
  });
}
