import type { Data, Kind, Path, Place } from "../../diagnostics/diagnostic.ts";
import type { Program } from "../../program/program.ts";

/** How a check says what it found. */
export type Report = <D extends Data>(kind: Kind<D>, place: Place | Path, data: D) => void;

/** Looks at a resolved program and reports mistakes; it reads nothing else and changes nothing. */
export type Check = (program: Program, report: Report) => void;
