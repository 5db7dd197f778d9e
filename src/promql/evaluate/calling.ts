import type { Call } from "../syntax/ast.ts";
import type { Compiled, Context, ScalarNode, VectorNode } from "./context.ts";
import type { Labels } from "./labels.ts";
import { fail, Samples } from "./outcome.ts";

/** A call being compiled: its arguments, compiled, and what they share. */
export interface Calling {
  readonly call: Call;
  readonly args: readonly Compiled[];
  readonly context: Context;
}

/** Makes a call into closures. */
export type Compile = (calling: Calling) => ScalarNode | VectorNode;

/** An argument that must be an instant vector. */
export function vectorArgument({ call, args }: Calling, index: number): VectorNode {
  const argument = args[index];
  return argument?.type === "vector" ? argument : fail(`argument ${index + 1} of ${call.name} is no instant vector`);
}

/** An argument that must be a scalar. */
export function scalarArgument({ call, args }: Calling, index: number): ScalarNode {
  const argument = args[index];
  return argument?.type === "scalar" ? argument : fail(`argument ${index + 1} of ${call.name} is no scalar`);
}

/** An argument that must be a string. */
export function stringArgument({ call, args }: Calling, index: number): string {
  const argument = args[index];
  return argument?.type === "string" ? argument.value : fail(`argument ${index + 1} of ${call.name} is no string`);
}

/** A function of each sample's value; `prepare` gives the function for a moment. */
export function perSample(
  vector: VectorNode,
  prepare: (now: number) => ((value: number) => number) | undefined,
  context: Context,
): VectorNode {
  const nameless = context.pool.withoutName;
  return {
    type: "vector",
    at: (now) => {
      const samples = vector.at(now);
      const result = new Samples();
      const change = prepare(now);
      if (!change) return result;
      for (const [index, labels] of samples.labels.entries())
        result.push(nameless(labels), change(samples.value(index)));
      return result.unique();
    },
  };
}

/** A vector of one sample. */
export function single(labels: Labels, value: number): Samples {
  const samples = new Samples();
  samples.push(labels, value);
  return samples;
}
