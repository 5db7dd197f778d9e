import * as z from "zod/mini";
import type { Description } from "../schema/index.ts";
import { type DetectorName, detectorParameters } from "./parameters.ts";

type NumberDescription = Extract<Description, { readonly kind: "number" }>;
type RefinedDescription = Extract<Description, { readonly kind: "refined" }>;

/**
 * Zod schemas of each kind of detector's parameters, for declarations: they nest in the full zod and become JSON Schema.
 * Drawn from what the sidecar itself reads them with, so that both accept the same and zod stays out of the bundle.
 */
export const detectorParameterSchemas: Readonly<Record<DetectorName, z.ZodMiniType>> = {
  "adaptive-z-score": zodOf(detectorParameters["adaptive-z-score"].description),
  grubbs: zodOf(detectorParameters.grubbs.description),
  iqr: zodOf(detectorParameters.iqr.description),
  "modified-z-score": zodOf(detectorParameters["modified-z-score"].description),
};

function zodOf(description: Description): z.ZodMiniType {
  switch (description.kind) {
    case "number":
      return numberOf(description);
    case "choice":
      return z.enum(description.values);
    case "default":
      return z._default(zodOf(description.of), description.fallback);
    case "object":
      return objectOf(description.fields);
    case "refined":
      return refinedOf(description);
    case "other":
      return z.unknown();
  }
}

function numberOf({ limits }: NumberDescription): z.ZodMiniType {
  const { above, integer, maximum, minimum } = limits;
  const least = minimum === undefined ? z.number() : z.number().check(z.minimum(minimum));
  const limited = least.check(z.maximum(maximum));
  const whole = integer === true ? limited.check(z.multipleOf(1)) : limited;
  return above === undefined ? whole : whole.check(z.gt(above));
}

function objectOf(fields: Readonly<Record<string, Description>>): z.ZodMiniType {
  return z.strictObject(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, zodOf(field)])));
}

function refinedOf({ check, of }: RefinedDescription): z.ZodMiniType {
  return zodOf(of).check((payload) => {
    const mistake = check(payload.value);
    if (mistake === undefined) return;
    const { path, problem } = mistake;
    payload.issues.push({ code: "custom", input: payload.value, message: problem, path: path.split(".") });
  });
}
