import type { ComponentTemplate, Field, Fields } from "./emitted.ts";

type Replacement = (field: Field) => Field;

// The test distribution of Elasticsearch has no module for these; each becomes the type whose values it takes.
const missingInElasticsearch: Readonly<Record<string, Replacement>> = {
  constant_keyword: () => ({ type: "keyword" }),
  match_only_text: () => ({ type: "text" }),
  scaled_float: () => ({ type: "float" }),
  wildcard: () => ({ type: "keyword" }),
};

const missingInOpenSearch: Readonly<Record<string, Replacement>> = {
  flattened: () => ({ type: "flat_object" }),
};

/** A component template for the Elasticsearch at hand. */
export function forElasticsearch(template: ComponentTemplate): ComponentTemplate {
  return withTypes(template, missingInElasticsearch);
}

/** A component template for OpenSearch, which has no lifecycles by this name. */
export function forOpenSearch(template: ComponentTemplate): ComponentTemplate {
  const { settings } = template.template;
  if (settings === undefined) return withTypes(template, missingInOpenSearch);
  const index = Object.fromEntries(Object.entries(settings.index).filter(([name]) => name !== "lifecycle"));
  return { ...template, template: { settings: { index } } };
}

function withTypes(
  template: ComponentTemplate,
  replacements: Readonly<Record<string, Replacement>>,
): ComponentTemplate {
  const { mappings } = template.template;
  if (mappings === undefined) return template;
  const properties = replaced(mappings.properties, replacements);
  return { ...template, template: { ...template.template, mappings: { ...mappings, properties } } };
}

function replaced(fields: Fields, replacements: Readonly<Record<string, Replacement>>): Fields {
  const entries = Object.entries(fields).map(([name, field]) => {
    const { fields: inner, properties, ...own } = replacements[field.type ?? ""]?.(field) ?? field;
    const below = { fields: field.fields ?? inner, properties: field.properties ?? properties };
    return [
      name,
      {
        ...own,
        ...(below.fields && { fields: replaced(below.fields, replacements) }),
        ...(below.properties && { properties: replaced(below.properties, replacements) }),
      },
    ];
  });
  return Object.fromEntries(entries);
}
