export type { AnyDefinition } from "./detectors/any-definition.ts";
export type { Contribution, Detector, DetectorDefinition, Judgement, Verdict } from "./detectors/detector.ts";
export type { Event, EventVerdict } from "./detectors/event.ts";
export type { EventDetector, EventDetectorDefinition } from "./detectors/event-detector.ts";
export { allDetectors as detectors } from "./detectors/index.ts";
export type { RowDetector, RowDetectorDefinition } from "./detectors/row-detector.ts";
export { SchemaError } from "./schema/index.ts";
