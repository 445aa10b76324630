import { PROBLEMS } from "@rahdari/api";
import { html, raw } from "hono/html";
import type { ApiDocument, Content, JsonSchema, Operation, Parameter } from "./document.ts";
import { limits, schemaTree, typeName } from "./schema-view.ts";

type Html = ReturnType<typeof html>;

interface Entry {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** An OpenAPI document as one HTML page that works without scripts: headings, lists and `details`. */
export function docsPage(document: ApiDocument): Html {
  const entries = entriesOf(document);
  const { title, summary, description } = document.info;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} API</title>
<link rel="stylesheet" href="/docs/style.css">
</head>
<body>
<a class="skip" href="#operations">Skip to the operations</a>
<header><h1>${title} API</h1><p>${summary ?? ""}</p><p>${description ?? ""}</p>
<p>Machine-readable: <a href="/openapi.json">openapi.json</a></p></header>
<nav aria-label="Operations"><ul>${entries.map(navItem)}<li><a href="#problems">Problems</a></li></ul></nav>
<main id="operations">
${entries.map(operationView)}
<section id="schemas"><h2>Schemas</h2>${schemasView(document)}</section>
<section id="problems"><h2>Problems</h2>
<p>Refusals are <code>application/problem+json</code> (RFC 9457); <code>code</code> is one of these.</p>
<dl>${problemItems()}</dl></section>
</main>
</body>
</html>`;
}

function entriesOf(document: ApiDocument): Entry[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: `${method}${path.replaceAll(/[^a-zA-Z0-9]+/g, "-")}`,
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
}

function navItem({ id, method, path, operation }: Entry): Html {
  return html`<li><a href="#${id}"><code>${method} ${path}</code> ${operation.summary ?? ""}</a></li>`;
}

function operationView({ id, method, path, operation }: Entry): Html {
  return html`<section id="${id}"><h2><code>${method} ${path}</code></h2>
<p><strong>${operation.summary ?? ""}</strong></p><p>${operation.description ?? ""}</p>
${parametersView(operation.parameters ?? [])}
${operation.requestBody ? html`<h3>Body</h3>${contentView(operation.requestBody.content)}` : ""}
<h3>Responses</h3><dl>${Object.entries(operation.responses).map(
    ([status, { description, content }]) =>
      html`<dt>${status}</dt><dd>${description}${content ? contentView(content) : ""}</dd>`,
  )}</dl></section>`;
}

function parametersView(parameters: readonly Parameter[]): Html | "" {
  if (parameters.length === 0) return "";
  const row = ({ name, required, description, schema = {}, ...at }: Parameter) =>
    html`<tr><th scope="row"><code>${name}</code></th><td>${at.in}${required ? ", required" : ""}</td>
<td>${typeName(schema)} ${limits(schema)}</td><td>${description ?? ""}</td></tr>`;
  return html`<h3>Parameters</h3><table><thead><tr><th scope="col">Name</th><th scope="col">Where</th>
<th scope="col">Type</th><th scope="col">Meaning</th></tr></thead><tbody>${parameters.map(row)}</tbody></table>`;
}

function contentView(content: Content): Html {
  const item = ([type, { schema }]: [string, { readonly schema?: JsonSchema }]) =>
    html`<li><code>${type}</code>${schema ? html` ${schemaTree(schema)}` : ""}</li>`;
  return html`<ul class="content">${Object.entries(content).map(item)}</ul>`;
}

function schemasView(document: ApiDocument): Html[] {
  return Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => {
    const example =
      schema.example === undefined ? "" : html`<pre>${JSON.stringify(schema.example, null, 2)}</pre>`;
    return html`<article id="schema-${name}"><h3>${name}</h3>${example}${schemaTree(schema)}</article>`;
  });
}

function problemItems() {
  const items = Object.entries(PROBLEMS).map(
    ([code, { status, title }]) =>
      `<dt id="problem-${code}"><code>${code}</code></dt><dd>${status}: ${title}.</dd>`,
  );
  return raw(items.join(""));
}
