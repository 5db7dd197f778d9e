import { isIsolationTree } from "../../numerics/isolation-tree.ts";
import { list, number, object, refined } from "../../schema/index.ts";
import { randomState } from "../random-state.ts";
import { rangesState } from "../ranges-state.ts";
import type { Parameters } from "./parameters.ts";

/** What restores an isolation forest: its window of rows in the order of their places, and its trees. */
export const stateOf = (parameters: Parameters, features: number, height: number) =>
  object({
    count: number({ integer: true, minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    due: number({ minimum: 0, maximum: 1 }),
    renewed: number({ integer: true, minimum: 0, maximum: parameters.trees * features }),
    random: randomState,
    ranges: rangesState(features),
    rows: list(number(), { most: features * parameters.windowSamples }),
    trees: list(treeOf(features, height), { most: parameters.trees }),
  });

const treeOf = (features: number, height: number) =>
  refined(list(number(), { least: 1, most: 3 * 2 ** height }), (tree) =>
    isIsolationTree(tree, features, height) ? undefined : { path: "", problem: "is no tree" },
  );
