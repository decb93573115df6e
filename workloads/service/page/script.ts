/** What a browser runs of our TypeScript: the types stripped, the imports named as they are served. */
import { stripTypeScriptTypes } from 'node:module'

export const SCRIPT = 'text/javascript; charset=utf-8'
export const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

/** Of a static import or export, up to and including the name that it imports. */
const IMPORT = /^(?:import|export)\b(?:[^'"=]*?\bfrom)?\s*['"](?<name>[^'"]+)['"]/gm

/** `./knob.ts` is `./knob.js` to the browser. */
const asServed = (code: string) =>
  code.replace(IMPORT, (statement, name: string) =>
    name.startsWith('.') ? statement.replace(/\.ts(['"])$/, '.js$1') : statement,
  )

/** A module that imports a package by name can't run in the page, except by the names the page maps. */
const runsInPage = (code: string) =>
  [...code.matchAll(IMPORT)].every(([, name = '']) => name.startsWith('.') || name.startsWith('lit-html'))

/** Undefined for a module that can't run in a page. */
export const asScript = (typescript: string): string | undefined => {
  const code = asServed(stripTypeScriptTypes(typescript))
  return runsInPage(code) ? code : undefined
}
