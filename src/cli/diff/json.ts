import { plainDiagnostic } from "../../diagnostics/reporters/json.ts";
import { visible } from "../../diagnostics/reporters/visible.ts";
import type { DetailIn, Difference } from "../../diff/index.ts";
import { inlineMarkdown } from "../terminal/markdown.ts";
import { styleOf } from "../terminal/style.ts";
import { affectedBy, notesOf, type Told } from "./told.ts";

const PLAIN = styleOf(false);

/** The difference as data; docs/diff.md says what each property means. */
export function diffJson(told: Told): string {
  const { base, diff, before, after } = told;
  const plain = {
    base: { name: base.name, commit: base.commit ?? null },
    different: diff.parts.length > 0,
    environments: diff.environments,
    effects: Object.fromEntries(affectedBy(diff).map(({ effect, differences }) => [effect, differences.length])),
    differences: diff.parts.flatMap(({ tenant, differences }) =>
      differences.map((one) => ({ tenant: tenant ?? null, ...plainDifference(one) })),
    ),
    notes: notesOf(told).map(({ text }) => inlineMarkdown(text, PLAIN)),
    broken: diff.broken,
    diagnostics: {
      before: before.diagnostics.map(plainDiagnostic),
      after: after.diagnostics.map(plainDiagnostic),
    },
  };
  return `${JSON.stringify(plain, null, 2)}\n`;
}

function plainDifference({
  kind,
  name,
  declaration,
  fate,
  previously,
  environments,
  details,
  effects,
  at,
}: Difference) {
  return {
    kind,
    name,
    declaration,
    fate,
    previously: previously ?? null,
    environments,
    effects,
    file: at?.file ?? null,
    line: at?.line ?? null,
    details: details.map(plainDetail),
  };
}

function plainDetail({ property, words, effect, alerts, lines, environments }: DetailIn) {
  return {
    property,
    text: inlineMarkdown(visible(words.text), PLAIN),
    effect: effect ?? null,
    environments,
    alerts: alerts ?? [],
    lines: lines?.map(({ sign, text }) => `${sign} ${text}`) ?? [],
  };
}
