import type { Path } from "../../diagnostics/diagnostic.ts";
import type { RaisedAlert } from "../proofs/routing/findings/raised.ts";
import { listAt, type Report, type Sort } from "./document.ts";
import { type Notification, notificationMistakes, type Shown } from "./notifications.ts";
import type { Rule } from "./rules.ts";
import type { Sorted } from "./sorted.ts";

/** What is wrong in the texts of notifications: files of templates, and what receivers say. */
export function textMistakes(
  files: Readonly<Record<Sort, readonly Sorted[]>>,
  rules: readonly Rule[],
  raised: () => readonly RaisedAlert[],
  report: Report,
): void {
  const texts = [...files.template.map(asFile), ...files.alertmanager.flatMap(ofReceivers)];
  if (texts.length === 0) return;
  const areWhole = files.template.length > 0 || files.alertmanager.length === 0;
  notificationMistakes(texts, shownBy(rules, raised), (kind, place, data) => {
    // Where the files of templates weren't given, nobody knows which there are.
    const isOfMissingFile = !areWhole && "what" in data && data.what === "there is no template";
    if (!isOfMissingFile) report(kind, place, data);
  });
}

function asFile({ document, root }: Sorted): Notification {
  return { text: document.text, path: root, isFile: true };
}

/** The texts of receivers that Alertmanager fills in. */
function ofReceivers({ document, root }: Sorted): readonly Notification[] {
  const receivers = listAt(document.data, ...root.slice(1), "receivers") ?? [];
  return receivers.flatMap((receiver, index) => stringsIn(receiver, [...root, "receivers", index]));
}

function stringsIn(value: unknown, path: Path): readonly Notification[] {
  if (typeof value === "string") return value.includes("{{") ? [{ text: value, path }] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    stringsIn(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function shownBy(rules: readonly Rule[], raised: () => readonly RaisedAlert[]): Shown | undefined {
  const alerts = rules.filter(({ alert }) => alert !== undefined);
  if (alerts.length === 0) return undefined;
  const labels = raised().flatMap((alert) => Object.keys(alert.labels));
  const annotations = alerts.flatMap((rule) => [...rule.annotations.keys()]);
  return { labels: [...new Set(labels)], annotations: [...new Set(annotations)] };
}
