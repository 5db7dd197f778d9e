import type { ParityPart } from "./part.ts";
import { specialFunctions } from "./special-functions.ts";
import { spectra } from "./spectra.ts";

/** All parts, in the order of the table. */
export const parts: readonly ParityPart[] = [specialFunctions, spectra];
