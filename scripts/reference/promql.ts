import { catalogueOf } from "../../src/program/passes/catalogue.ts";
import { expression } from "../../src/program/schema/expression.ts";
import { metrics as metricsSchema } from "../../src/program/schema/metric.ts";
import { lower } from "../../src/promql/build/lower.ts";
import { print } from "../../src/promql/syntax/print.ts";
import { metrics } from "./expressions.ts";

/** The PromQL that an expression of the DSL becomes. */
export function promqlOf(authored: unknown): string {
  const node = expression.parse(plain(authored));
  const report = (kind: { readonly title: string }, _: unknown, data: unknown): never => {
    throw new Error(`an example of the reference has a mistake: ${kind.title} ${JSON.stringify(data)}`);
  };
  const lowered = lower(node, { path: [] }, { ...catalogue(), bucketForm: "float", tenantLabel: "tenant", report });
  if (lowered === undefined) throw new Error("an example of the reference can't be lowered");
  return print(lowered.expr);
}

function catalogue(): ReturnType<typeof catalogueOf> {
  const declared = metrics.map(({ name, "~definition": definition }) => {
    const { name: _, ...fields } = Object(plain(definition));
    const metric = metricsSchema.parse({ [name]: fields })[name];
    if (metric === undefined) throw new Error(`${name} isn't declared`);
    const labels = [...Object.keys(metric.labels), "instance", "job"].map((label) => ({ name: label, cardinality: 1 }));
    return {
      name,
      type: metric.type,
      unit: metric.unit ?? "",
      help: "",
      origin: { path: [], name: "" },
      range: { from: 0, to: Number.POSITIVE_INFINITY },
      labels,
      buckets: "buckets" in metric ? metric.buckets : [],
    };
  });
  return catalogueOf(declared, "float");
}

// What the loader makes of what the sandbox recorded.
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, field: unknown) => (key.startsWith("$") ? undefined : field));
}
