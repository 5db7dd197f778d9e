import * as z from "zod/mini";
import type { Description } from "../schema/index.ts";
import { type DetectorName, detectorKinds } from "./kinds.ts";

type NumberDescription = Extract<Description, { readonly kind: "number" }>;
type RefinedDescription = Extract<Description, { readonly kind: "refined" }>;

/**
 * Zod schema of a kind of detector's parameters, for declarations: it nests in the full zod and becomes JSON Schema.
 * Drawn from what the sidecar itself reads them with, so that both accept the same and zod stays out of the bundle.
 */
export function parameterSchemaOf(detector: DetectorName): z.ZodMiniType {
  return zodOf(detectorKinds[detector].parameters.description);
}

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
    case "text":
      return z.string().check(z.minLength(description.shortest), z.maxLength(description.longest));
    case "list":
      return z.array(zodOf(description.of)).check(z.minLength(description.least), z.maxLength(description.most));
    case "other":
      return z.unknown();
  }
}

function numberOf({ limits }: NumberDescription): z.ZodMiniType {
  const { above, integer, maximum, minimum } = limits;
  const least = minimum === undefined ? z.number() : z.number().check(z.minimum(minimum));
  const limited = least.check(z.maximum(maximum));
  // To multipleOf, 5e-324 is a multiple of 1.
  const whole = integer === true ? limited.check(z.multipleOf(1), z.refine(Number.isInteger)) : limited;
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
