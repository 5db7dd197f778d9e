import type { Path } from "../diagnostics/diagnostic.ts";
import type { Markdown } from "../targets/documents/markdown/markdown.ts";

/**
 * What a change does to those who are on call: alerts fire sooner or more urgently; later, seldomer or no longer; less
 * urgently; where none fired before; or reach somebody else.
 */
export type Effect = "noisier" | "blinder" | "quieter" | "covered" | "rerouted";

/** One thing that is different, as a clause whose subject is the declaration: `fires above **2%** instead of 5%`. */
export interface Detail {
  /** The property's name in the declaration, or the nearest to it: `for`. */
  readonly property: string;
  readonly words: Markdown;
  readonly effect?: Effect;
  /** The alerts that it is about, where it is about alerts of others; without any, it has no effect. */
  readonly alerts?: readonly string[];
  /** A text that is too long for a clause, by its lines. */
  readonly lines?: readonly TextLine[];
}

/** A line of a longer text: only before, only after, or in both. */
export interface TextLine {
  readonly sign: "-" | "+" | " ";
  readonly text: string;
}

/** What has become of a declaration. */
export type Fate = "added" | "removed" | "renamed" | "changed";

/** The kinds of declarations, in the order in which changes are told. */
export const KINDS = [
  "organisation",
  "environment",
  "tenant",
  "alert",
  "security rule",
  "SLO",
  "drift rule",
  "detector",
  "team",
  "channel",
  "schedule",
  "metric",
  "recording",
  "scrape job",
  "sidecar",
  "dashboard",
  "log stream",
] as const;

/** A kind of declaration, by the word for people. */
export type KindName = (typeof KINDS)[number];

/** What has become of one declaration in one environment. */
export interface Change {
  readonly kind: KindName;
  readonly name: string;
  /** Its place in the declaration: `alerts/ErrorRatioHigh`. */
  readonly declaration: string;
  /** The same as steps; none for what all tenants share. */
  readonly path?: Path;
  readonly fate: Fate;
  /** Its name before, where it was renamed. */
  readonly previously?: string;
  readonly details: readonly Detail[];
}
