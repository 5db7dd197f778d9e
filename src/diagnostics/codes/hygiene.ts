import { kind } from "../diagnostic.ts";

/** A recording with a name that monitorgen records under itself. */
export const reservedRecording = kind({
  code: "MG2517",
  name: "recording/reserved-name",
  severity: "error",
  title: "monitorgen records under this name itself",
  reason: ({ record }: { record: string }) =>
    `names that begin with ${record.split(":")[0]}: are those of objectives and drift; readers would see both series under ${record}`,
  suggestion: ({ record }) =>
    `begin with the labels that it keeps, such as service:${record.split(":").slice(1).join(":")}`,
});

/** Two alerts that tell the same people the same. */
export const duplicateAlert = kind({
  code: "MG2518",
  name: "alert/duplicate",
  severity: "warning",
  title: "alert is declared twice",
  reason: ({ first }: { first: string }) =>
    `its condition, severity and owner are those of ${first}, so the same people are told twice at the same time`,
  suggestion: () => "keep one of the two",
});

/** Two recordings or objectives of the same. */
export const duplicateRecording = kind({
  code: "MG2519",
  name: "recording/duplicate",
  severity: "warning",
  title: "the same is recorded twice",
  reason: ({ first }: { first: string }) =>
    `it records what ${first} records, and is evaluated and stored a second time`,
  suggestion: ({ first }) => `read ${first}`,
});

/** A recording that nothing reads. */
export const unusedRecording = kind({
  code: "MG2520",
  name: "recording/unused",
  severity: "warning",
  title: "nothing reads this recording",
  reason: ({ record }: { record: string }) =>
    `no alert, panel, objective, detector or other recording of the tenant reads ${record}; it is evaluated for nobody`,
  suggestion: () => "read it where its expression is repeated, or remove it",
});

/** The kinds of this file. */
export const hygieneKinds = [reservedRecording, duplicateAlert, duplicateRecording, unusedRecording];
