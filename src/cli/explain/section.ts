import type { Place, Position } from "../../diagnostics/diagnostic.ts";
import type { Alert, Program } from "../../program/program.ts";
import type { Style } from "../terminal/style.ts";

/** The alert that a card is about. */
export interface Subject {
  readonly program: Program;
  readonly alert: Alert;
  readonly locate: (place: Place) => Position;
}

/** A part of a card: its heading, and lines that are rendered already; none where there is nothing to say. */
export interface Section {
  readonly heading: string;
  readonly lines: readonly string[];
}

/** Makes a section; `width` is what its lines may take. */
export type MakeSection = (subject: Subject, style: Style, width: number) => Section;
