import type { Schema } from "../schema/index.ts";
import type { Event, EventVerdict } from "./event.ts";

/** A detector at work on events, of all entities together. Score an event before it is learnt. */
export interface EventDetector {
  /** The verdict on an event; none while too little is known of its entity. */
  score(event: Event): EventVerdict | undefined;
  learn(event: Event): void;
  /** Plain data from which `create` makes a detector that continues bit by bit. */
  toJSON(): object;
}

/** A kind of detector of events. */
export interface EventDetectorDefinition {
  readonly takes: "events";
  readonly name: string;
  /** Schema of the parameters, each with a default. */
  readonly parameters: Schema<unknown, unknown>;
  /** The most memory that it takes, in bytes. Throws a SchemaError on parameters that the schema refuses. */
  memoryBytes(parameters: unknown): number;
  /** Starts a detector, anew or from a saved state. Throws a SchemaError on parameters or a state that it can't use. */
  create(parameters: unknown, state?: unknown): EventDetector;
}
