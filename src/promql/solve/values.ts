import { matches } from "../syntax/check-selector.ts";
import type { Draft, Drafts } from "./cases.ts";
import type { Cell } from "./cells.ts";
import type { Aspect } from "./problem.ts";
import { plainly, type Title } from "./title.ts";

/** So many cases of an alert are there for other values of labels. */
const MOST_VALUES = 24;

/**
 * The cases that fire, and those that are silent, with each declared value of a label that a condition chooses among, in the
 * place of the one that they have: `status=~"5.."` is to hold for 500, 502 and 503.
 */
export function valuesOf(drafts: readonly Draft[]): Drafts {
  const all = drafts.flatMap((model) => (model.aspect ? ofModel(model, model.aspect) : []));
  const [tried, left] = [all.slice(0, MOST_VALUES), all.slice(MOST_VALUES)];
  const missing = plainly(`only ${MOST_VALUES} values are tried one by one`);
  return { drafts: tried, missed: left.flatMap(({ aspect }) => (aspect ? [{ ...aspect, missing }] : [])) };
}

function ofModel(model: Draft, { title }: Aspect<Title>): readonly Draft[] {
  return choicesOf(model).flatMap(({ label, own, others }) =>
    others.map((value) => {
      const titled = [...title, { text: `, for ${label}=` }, { text: JSON.stringify(value) }];
      return withValue(model, titled, { label, own, value });
    }),
  );
}

interface Choice {
  readonly label: string;
  /** The value that series have now. */
  readonly own: string;
  /** Declared values that every matcher answers in the same way. */
  readonly others: readonly string[];
}

function choicesOf({ stage, behaviours }: Draft): readonly Choice[] {
  const cells = [...behaviours.keys()];
  const labels = new Set(cells.flatMap(({ labels }) => Object.keys(labels)));
  labels.delete(stage.problem.tenant.label);
  return [...labels].flatMap((label) => choicesAmong(label, cells));
}

function choicesAmong(label: string, cells: readonly Cell[]): readonly Choice[] {
  const used = new Set(cells.map(({ labels }) => labels[label]));
  return [...used].flatMap((own) => {
    const alike = cells.filter(({ labels }) => labels[label] === own);
    const declared = alike.map(({ family }) => family.labels.get(label)).find((values) => values !== undefined);
    if (own === undefined || !alike.some((cell) => chooses(cell, label))) return [];
    const others = (declared ?? []).filter(
      (value) => !used.has(value) && alike.every((cell) => isSame(cell, label, own, value)),
    );
    return others.length > 0 ? [{ label, own, others }] : [];
  });
}

/** Whether what finds a series takes several values of a label, though not all. */
function chooses({ uses }: Cell, label: string): boolean {
  return uses.some(({ matchers }) => matchers.some((one) => one.label === label && one.operator !== "="));
}

function isSame({ family }: Cell, label: string, own: string, value: string): boolean {
  return family.uses.every(({ matchers }) =>
    matchers.every((matcher) => matcher.label !== label || matches(matcher, own) === matches(matcher, value)),
  );
}

interface Change {
  readonly label: string;
  readonly own: string;
  readonly value: string;
}

function withValue(model: Draft, title: Title, { label, own, value }: Change): Draft {
  const behaviours = [...model.behaviours].map(([cell, behaviour]) => {
    const changed = cell.labels[label] === own ? { ...cell, labels: { ...cell.labels, [label]: value } } : cell;
    return [changed, behaviour] as const;
  });
  const kind = model.kind === "fires" ? "active" : "silent";
  return { kind, title, aspect: { kind: "value", title }, stage: model.stage, behaviours: new Map(behaviours) };
}
