/** The OpenAPI document as a page for people: every route, who may call it, what it takes and gives. No scripts. */
import { createHash } from 'node:crypto'
import { html, raw } from 'hono/html'

type Content = Record<string, { schema?: unknown }>
type Parameter = { name: string; in: string; required?: boolean; schema?: unknown }
type Operation = {
  summary?: string
  description?: string
  'x-scope'?: string
  parameters?: Parameter[]
  requestBody?: { content: Content }
  responses?: Record<string, { description: string; content?: Content }>
}
/** As much of an OpenAPI document as the page shows. */
export type Document = {
  info: { title: string; description?: string }
  paths?: Record<string, Record<string, Operation>>
  components?: { schemas?: Record<string, unknown> }
}

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d5d5dd, #3a3a46); --soft: light-dark(#f4f4f8, #1e1e26) }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
  background: light-dark(#fff, #14141a); color: light-dark(#1a1a22, #ececf2) }
section { border-top: 1px solid var(--line); padding: 1rem 0 }
h2 { font-size: 1.1rem; margin: 0; overflow-wrap: anywhere }
code, pre { font: 0.9em/1.45 ui-monospace, monospace; overflow-wrap: anywhere }
pre { background: var(--soft); padding: 0.75rem; border-radius: 6px; overflow-x: auto }
.method { text-transform: uppercase; display: inline-block; min-width: 4.5rem }
.scope { background: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: 0.1rem 0.5rem }
dt { font-weight: 600; margin-top: 0.5rem } dd { margin-left: 1rem }
a { color: light-dark(#0b57d0, #9ecbff) }
`

/** Allows the page's own style and nothing else. */
export const DOCS_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

const schema = (value: unknown) => html`<pre tabindex="0">${JSON.stringify(value, null, 2)}</pre>`

const contents = (content: Content = {}) =>
  Object.entries(content).map(
    ([type, entry]) =>
      html`<details><summary><code>${type}</code></summary>${schema(entry.schema)}</details>`,
  )

const parameter = ({ name, in: place, required, schema }: Parameter) =>
  html`<dt><code>${name}</code> in the ${place}${required ? '' : ', optional'}</dt>
    <dd><code>${JSON.stringify(schema)}</code></dd>`

const responses = (operation: Operation) =>
  Object.entries(operation.responses ?? {}).map(
    ([status, response]) =>
      html`<dt><code>${status}</code> ${response.description}</dt><dd>${contents(response.content)}</dd>`,
  )

const section = (path: string, method: string, operation: Operation) => {
  const scope = operation['x-scope']
  return html`<section>
    <h2><code><span class="method">${method}</span> ${path}</code></h2>
    <p>${operation.summary ?? ''} ${operation.description ?? ''}</p>
    <p>${scope ? html`Needs the scope <code class="scope">${scope}</code>.` : 'Open to all.'}</p>
    <dl>
      ${(operation.parameters ?? []).map(parameter)}
      ${operation.requestBody ? html`<dt>Body</dt><dd>${contents(operation.requestBody.content)}</dd>` : ''}
      ${responses(operation)}
    </dl>
  </section>`
}

const sections = (document: Document) =>
  Object.entries(document.paths ?? {}).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => section(path, method, operation)),
  )

const shared = (document: Document) =>
  Object.entries(document.components?.schemas ?? {}).map(
    ([name, value]) => html`<section><h2><code>${name}</code></h2>${schema(value)}</section>`,
  )

export const docsPage = (document: Document) => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${document.info.title} API</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<main>
<h1>${document.info.title} API</h1>
<p>${document.info.description ?? ''} The same for programs: <a href="/openapi.json">openapi.json</a>.
Every error is a <code>Problem</code>, with one sentence that says what would be right.</p>
${sections(document)}
${shared(document)}
</main>
</body>
</html>`
