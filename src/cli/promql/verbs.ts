/** What `monitorgen promql` does with expressions. */
export const VERBS = ["check", "format", "labels"] as const;

/** One of them. */
export type Verb = (typeof VERBS)[number];
