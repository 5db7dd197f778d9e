import type { Place } from "../../diagnostics/diagnostic.ts";
import { walk } from "../../promql/syntax/walk.ts";
import type { Breach, Breaches } from "./breach.ts";

/** Functions and aggregations that no expression of an author may use. */
export const expressionBreaches: Breaches<"forbidFunctions"> = ({ functions }, { expressions }) => {
  const found: Breach[] = [];
  for (const { authored, origin } of expressions) {
    const seen = new Set<string>();
    walk(authored.expr, (node) => {
      const name = node.kind === "call" ? node.name : node.kind === "aggregation" ? node.operator : undefined;
      if (name === undefined || !functions.includes(name) || seen.has(name)) return;
      seen.add(name);
      const place: Place = authored.placeOf(node);
      found.push({ place, found: `${origin.name} uses ${name}`, instead: `say it without ${name}` });
    });
  }
  return found;
};
