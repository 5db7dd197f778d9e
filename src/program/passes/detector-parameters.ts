import { type DetectorName, detectorKinds } from "../../detector/detectors/kinds.ts";
import { check, type Description } from "../../detector/schema/index.ts";
import { unknownProperty, wrongParameter } from "../../diagnostics/codes/declaration.ts";
import type { Path } from "../../diagnostics/diagnostic.ts";
import type { Compilation } from "../compilation.ts";
import type { Detector } from "../program.ts";

/** The parameters of a detector; what its method would refuse is reported. The direction has a property of its own. */
export function admitParameters(
  method: DetectorName,
  given: Readonly<Record<string, unknown>>,
  path: Path,
  compilation: Pick<Compilation, "report">,
): Detector["parameters"] {
  const { parameters: schema } = detectorKinds[method];
  const known = namesIn(schema.description).filter((name) => name !== "direction");
  for (const property of Object.keys(given).filter((name) => !known.includes(name))) {
    compilation.report(unknownProperty, { path: [...path, property], part: "key" }, { property, of: method, known });
  }
  for (const { path: below, problem } of check(schema, given).mistakes ?? []) {
    const [parameter = "", ...deeper] = below.split(".");
    if (!known.includes(parameter)) continue;
    compilation.report(wrongParameter, [...path, parameter, ...deeper], { method, parameter: below, problem });
  }
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === null || value === undefined ? [] : [[name, value]])),
  );
}

/** The names of an object's fields. */
function namesIn(description: Description): readonly string[] {
  if (description.kind === "object") return Object.keys(description.fields);
  return "of" in description ? namesIn(description.of) : [];
}
