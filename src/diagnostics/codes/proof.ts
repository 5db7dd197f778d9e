import { kind } from "../diagnostic.ts";

/** An emitted file that reaches beyond its tenant: a mistake of monitorgen, not of the author. */
export const escapedTenant = kind({
  code: "MG2901",
  name: "proof/tenancy",
  severity: "error",
  title: "output reaches beyond its tenant",
  reason: ({ path, what, text }: { path: string; what: string; text: string }) =>
    `${path}, ${what}: ${text} isn't limited to the tenant`,
  suggestion: () => "this is a bug of monitorgen; nothing was written. Please report it with the declaration",
});

/** An emitted file that its schema refuses. */
export const refusedBySchema = kind({
  code: "MG2902",
  name: "proof/schema",
  severity: "error",
  title: "output isn't valid for its server",
  reason: ({ path, pointer, message }: { path: string; pointer: string; message: string }) =>
    `${path}${pointer === "" ? "" : `, ${pointer}`}: ${message}`,
  suggestion: () => "this is a bug of monitorgen; nothing was written. Please report it with the declaration",
});

/** A routing test of the output whose alert doesn't arrive where its team said. */
export const misroutedAlert = kind({
  code: "MG2903",
  name: "proof/routing",
  severity: "error",
  title: "alert doesn't arrive where its team said",
  reason: ({ alert, expected, actual }: { alert: string; expected: string; actual: string }) =>
    `${alert} is for ${expected}, the emitted routes take it to ${actual}`,
});

/** The kinds of this file. */
export const proofKinds = [escapedTenant, refusedBySchema, misroutedAlert];
