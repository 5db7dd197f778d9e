import type { Exception } from "./judge.ts";

/** Functions whose shape is clearer whole than cut; each with the reason. An entry that is no longer needed fails. */
export const exceptions: readonly Exception[] = [];
