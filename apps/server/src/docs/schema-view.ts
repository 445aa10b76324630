import { html } from "hono/html";
import type { JsonSchema } from "./document.ts";

type Html = ReturnType<typeof html>;

/** A schema as a nested list; named schemas are links, deeper objects open on demand. */
export function schemaTree(schema: JsonSchema): Html {
  if (schema.$ref) return reference(schema.$ref);
  if (schema.items) return html`list of ${schemaTree(schema.items)} ${limits(schema)}`;
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length === 0) return html`<span>${typeName(schema)} ${limits(schema)}</span>`;
  const required = new Set(schema.required);
  const item = ([name, property]: [string, JsonSchema]) =>
    html`<li><code>${name}</code>${required.has(name) ? "" : html` <em>optional</em>`} ${propertyView(property)}</li>`;
  return html`<ul class="schema">${properties.map(item)}</ul>`;
}

function propertyView(schema: JsonSchema): Html {
  const note = schema.description ? html` <span class="note">${schema.description}</span>` : "";
  const inner = schema.items ?? schema;
  if (!inner.properties) return html`${schemaTree(schema)}${note}`;
  const label = schema.items ? "list of objects" : "object";
  return html`${note}<details><summary>${label}</summary>${schemaTree(inner)}</details>`;
}

function reference(ref: string): Html {
  const name = ref.split("/").at(-1) ?? ref;
  return html`<a href="#schema-${name}">${name}</a>`;
}

/** "string (date) or string (date-time)": what a value may be. */
export function typeName(schema: JsonSchema): string {
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices) return choices.map(typeName).join(schema.allOf ? " and " : " or ");
  if (schema.$ref) return schema.$ref.split("/").at(-1) ?? schema.$ref;
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? ["any"]);
  return types.join(" or ") + (schema.format ? ` (${schema.format})` : "");
}

/** Bounds, pattern and default in one short phrase. */
export function limits(schema: JsonSchema): string {
  const parts = [
    schema.minimum === undefined ? "" : `>= ${schema.minimum}`,
    schema.exclusiveMinimum === undefined ? "" : `> ${schema.exclusiveMinimum}`,
    schema.maximum === undefined ? "" : `<= ${schema.maximum}`,
    schema.maxLength === undefined ? "" : `at most ${schema.maxLength} characters`,
    schema.maxItems === undefined ? "" : `at most ${schema.maxItems}`,
    schema.pattern === undefined ? "" : `matching ${schema.pattern}`,
    schema.default === undefined ? "" : `default ${JSON.stringify(schema.default)}`,
  ];
  return parts.filter(Boolean).join(", ");
}
