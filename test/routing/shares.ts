import type { RoutingConfig } from "../../src/routing/config.ts";
import { readRouting } from "../../src/routing/read-config.ts";
import { notifications } from "../../src/routing/resolve.ts";
import { type Answer, isSame, type Judged } from "./answers.ts";
import { FEATURES, without } from "./without.ts";

/** What came of comparing: how many alerts, where we differ, and in how many answers each feature decides. */
export interface Comparison {
  readonly cases: number;
  readonly differences: readonly string[];
  readonly deep: number;
  readonly decides: ReadonlyMap<string, number>;
}

/** Compares our answers with a judge's, and those of an engine without each feature. */
export function compare(judged: readonly Judged[]): Comparison {
  const decides = new Map(FEATURES.map((feature) => [feature, 0]));
  const differences: string[] = [];
  let deep = 0;
  for (const one of judged) {
    const config = configOf(one.document);
    const lacking = FEATURES.map((feature) => [feature, without(feature, config)] as const);
    for (const [index, answer] of one.answers.entries()) {
      if (!isSame(config, one, index, answer)) differences.push(inWords(one, index, answer));
      if (isDeep(config, one, index)) deep++;
      for (const [feature, other] of lacking) {
        if (!isSame(other, one, index, answer)) decides.set(feature, (decides.get(feature) ?? 0) + 1);
      }
    }
  }
  return { cases: judged.reduce((sum, { answers }) => sum + answers.length, 0), differences, deep, decides };
}

/** The shares, a line each. */
export function sharesInWords({ cases, deep, decides }: Comparison): string {
  const share = (count: number) => `${String(count).padStart(7)}  ${((100 * count) / cases).toFixed(1).padStart(5)} %`;
  const lines = [...decides].map(([feature, count]) => `${share(count)}  ${feature} decides`);
  return [
    `${String(cases).padStart(7)}           alerts`,
    `${share(deep)}  depth of three or more is reached`,
    ...lines,
  ].join("\n");
}

function configOf(document: object): RoutingConfig {
  const { config, problems } = readRouting(document);
  if (config === undefined || problems.length > 0) throw new Error(JSON.stringify(problems));
  return config;
}

function isDeep(config: RoutingConfig, { alerts }: Judged, index: number): boolean {
  return notifications(config, alerts[index] ?? {}).some(({ route }) => (route.origin.length - 1) / 2 >= 3);
}

function inWords({ alerts, document }: Judged, index: number, answer: Answer): string {
  return `${JSON.stringify(alerts[index])}: ${JSON.stringify(answer)} in ${JSON.stringify(document).slice(0, 2000)}`;
}
