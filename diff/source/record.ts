/**
 * Loaded into a revision's own synthesis (`node --import record.ts?into=<file>`): writes down through which lines each
 * object was made. It patches `constructs`, whichever the revision has, so that the revision need know nothing of it.
 */
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getCallSites } from 'node:util'
import type { Made } from './made.ts'

type Manifest = Pick<Made, 'apiVersion' | 'kind'> & {
  readonly metadata: { readonly name: string; readonly namespace?: string }
}

type Construct = { readonly node: { readonly path: string } }
type ApiObject = Construct & { toJson(): Manifest }

const MOST_FRAMES = 200

const root = process.cwd()
const frames = new Map<Construct, Made['frames']>()

const fileOf = (script: string) => relative(root, script.startsWith('file:') ? fileURLToPath(script) : script)

const isOurs = (file: string) =>
  !file.startsWith('..') && !file.includes('node_modules') && !file.startsWith('node:')

const through = () =>
  getCallSites(MOST_FRAMES)
    .filter(({ scriptName }) => scriptName !== import.meta.url && /^(file:|\/)/.test(scriptName))
    .map(({ scriptName, lineNumber }) => ({ file: fileOf(scriptName), line: lineNumber }))
    .filter(({ file }) => isOurs(file))

const watch = () => {
  const { Node } = createRequire(join(root, 'package.json'))('constructs')
  const add = Node.prototype.addChild
  Node.prototype.addChild = function addChild(child: Construct, id: string) {
    frames.set(child, through())
    return add.call(this, child, id)
  }
}

const isObject = (construct: Construct): construct is ApiObject =>
  'kind' in construct && 'toJson' in construct

/** As it is written in the end: its name may only be known then. */
const madeOf = (object: ApiObject, through: Made['frames']): Made => {
  const { apiVersion, kind, metadata } = object.toJson()
  const { name, namespace } = metadata
  return { apiVersion, kind, name, namespace, path: object.node.path, frames: through }
}

try {
  watch()
} catch {
  // A revision without constructs: its objects have no lines.
}
process.on('exit', () => {
  const into = new URL(import.meta.url).searchParams.get('into') as string
  // Of the programs that a script runs one makes the objects.
  if (frames.size === 0) return
  const made = [...frames].flatMap(([each, those]) => (isObject(each) ? [madeOf(each, those)] : []))
  writeFileSync(into, JSON.stringify(made))
})
