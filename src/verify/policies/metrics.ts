import type { Breaches } from "./breach.ts";

/** Labels that no metric may have. */
export const labelBreaches: Breaches<"forbidLabels"> = ({ labels }, { metrics }) =>
  metrics.flatMap(({ name, labels: own, origin }) =>
    own
      .filter((label) => labels.includes(label.name))
      .map((label) => ({
        place: { path: [...origin.path, "labels", label.name], part: "key" },
        found: `${name} has the label ${label.name}`,
        instead: `drop ${label.name} from the metric, or before Prometheus stores it`,
      })),
  );
