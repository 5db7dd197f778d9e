import type { Judgement } from "./detector.ts";

/** Something that happened: what, when, and to or by whom. */
export interface Event {
  readonly timestampSeconds: number;
  /** The user, host or other entity whose behaviour it belongs to. */
  readonly entity: string;
  /** What happened, as in "login_failed". */
  readonly name: string;
  /** Numbers that belong to it, as the bytes that were sent. */
  readonly values: Readonly<Record<string, number>>;
}

/** What a detector says about one event. */
export interface EventVerdict extends Judgement {
  readonly entity: string;
  readonly seen: string;
  /** What usually comes here; empty where nothing is usual. */
  readonly expected: string;
}
