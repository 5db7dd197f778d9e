// Writes the schemas of Grafana's artifacts anew, after an update of its SDK: node scripts/grafana-schema.ts
import { writeFileSync } from "node:fs";
import { grafanaSchemas } from "./grafana-schema/schemas.ts";

for (const [name, content] of grafanaSchemas()) {
  writeFileSync(new URL(`../schemas/artifacts/${name}`, import.meta.url), content);
  console.log(`schemas/artifacts/${name}`);
}
