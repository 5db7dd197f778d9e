import { unusedInterval, unusedReceiver } from "../../../../diagnostics/codes/routing.ts";
import { walk } from "../../../../routing/tree.ts";
import type { Search } from "./context.ts";
import { at } from "./places.ts";

/** Receivers and time intervals that no route names. */
export const unusedNames: Search = ({ config, tree, document }, report) => {
  const nodes = walk(tree);
  const receivers = new Set(nodes.map(({ receiver }) => receiver));
  for (const [index, receiver] of config.receivers.entries()) {
    const place = ["receivers", index, "name"];
    if (!receivers.has(receiver)) report(unusedReceiver, place, { receiver });
  }
  const intervals = new Set(
    nodes.flatMap(({ muteTimeIntervals, activeTimeIntervals }) => [...muteTimeIntervals, ...activeTimeIntervals]),
  );
  for (const key of ["mute_time_intervals", "time_intervals"]) {
    const list = at(document, [key]);
    for (const index of Array.isArray(list) ? list.keys() : []) {
      const interval = String(at(document, [key, index, "name"]));
      if (!intervals.has(interval)) report(unusedInterval, [key, index, "name"], { interval });
    }
  }
};
