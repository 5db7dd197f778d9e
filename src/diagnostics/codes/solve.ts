import { kind } from "../diagnostic.ts";

/** An alert whose condition nothing can satisfy. */
export const alertUnsatisfiable = kind({
  code: "MG2150",
  name: "alert/unsatisfiable",
  severity: "error",
  title: "alert can never fire",
  reason: ({ alert, reason }: { alert: string; reason: string }) => `nothing makes ${alert} fire: ${reason}`,
});

/** An alert for which no series were found that fire it. */
export const alertUnproven = kind({
  code: "MG2151",
  name: "alert/unproven",
  severity: "error",
  title: "alert isn't shown to fire",
  reason: ({ alert, reason }: { alert: string; reason: string; advice?: string | undefined }) =>
    `no series were found that make ${alert} fire: ${reason}`,
  suggestion: ({ advice }) => advice ?? "split the condition into recordings, or compare plainer values with numbers",
});

/** The kinds of this file. */
export const solveKinds = [alertUnsatisfiable, alertUnproven];
