import type { LogStream } from "../../program/program.ts";
import { age, lifecycle } from "./lifecycle.ts";

/** The body of `PUT _ilm/policy/<name>`: hot, warm, cold and deleted at the ages that follow from the retention. */
export function lifecyclePolicy(stream: LogStream, meta: object): object {
  const { rollover, warm, cold, delete: end } = lifecycle(stream);
  return {
    policy: {
      _meta: meta,
      phases: {
        hot: {
          min_age: "0ms",
          actions: {
            rollover: { max_age: age(rollover), max_primary_shard_size: "50gb" },
            set_priority: { priority: 100 },
          },
        },
        ...(warm === undefined ? {} : { warm: phase(warm, { forcemerge: { max_num_segments: 1 }, ...priority(50) }) }),
        ...(cold === undefined ? {} : { cold: phase(cold, priority(0)) }),
        delete: { min_age: age(end), actions: { delete: {} } },
      },
    },
  };
}

function priority(value: number): object {
  return { readonly: {}, set_priority: { priority: value } };
}

function phase(from: number, actions: object): object {
  return { min_age: age(from), actions };
}
