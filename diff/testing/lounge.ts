/** A lounge of two environments and their cluster, as the charts once made it, to be changed by tests. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type FolderChange, identityOf, type Manifest } from '../change.ts'
import { changesOf } from '../meaning/changes.ts'
import { nameOf } from '../objects/name.ts'
import type { Rendered, Rendering } from '../rendering.ts'
import { parseYaml } from '../yaml.ts'

const read = (name: string) => readFileSync(join(import.meta.dirname, 'lounge', `${name}.yaml`), 'utf8')

const parsed = (text: string, file: string): Rendered[] =>
  parseYaml(text, file).map(({ manifest, file, line }) => ({
    manifest,
    place: { construct: '', file, line },
  }))

const prod = read('prod')
const cluster = read('cluster-home')
const dev = prod
  .replaceAll('lounge-prod', 'lounge-dev')
  .replaceAll('TWITCH_CHANNEL: eightbitsaxlounge', 'TWITCH_CHANNEL: sax_dev')

/** A new one each time. */
const lounge = (): Rendering =>
  new Map([
    ['cluster-home', parsed(cluster, 'cluster-home.yaml')],
    ['dev', parsed(dev, 'dev.yaml')],
    ['prod', parsed(prod, 'prod.yaml')],
  ])

// biome-ignore lint/suspicious/noExplicitAny: a test changes whatever it likes
type Anything = any

/** What a test changes: objects by the name that the diff gives them. */
type Hand = {
  /** To be written to. */
  readonly find: (name: string) => Anything
  /** Does it to every object. */
  readonly each: (edit: (object: Anything) => void) => void
  readonly remove: (name: string) => void
  readonly add: (object: Anything) => void
  /** `a/b/0/c`; a slash in a key is `~1`. */
  readonly set: (name: string, path: string, value: unknown) => void
  readonly unset: (name: string, path: string) => void
}

const handOn = (objects: Rendered[]): Hand => {
  const indexOf = (name: string) => {
    const index = objects.findIndex(({ manifest }) => nameOf(identityOf(manifest)) === name)
    if (index < 0) throw new Error(`the lounge has no ${name}`)
    return index
  }
  const find = (name: string): Anything => objects[indexOf(name)]?.manifest
  const keys = (path: string) => path.split('/').map((key) => key.replaceAll('~1', '/'))
  const parent = (name: string, path: string) =>
    keys(path)
      .slice(0, -1)
      .reduce((inner, key) => {
        inner[key] ??= {}
        return inner[key]
      }, find(name))
  const last = (path: string) => keys(path).at(-1) as string
  return {
    find,
    each: (edit) => {
      for (const { manifest } of objects) edit(manifest)
    },
    remove: (name) => void objects.splice(indexOf(name), 1),
    add: (object: Manifest) => void objects.push({ manifest: object, place: undefined }),
    set: (name, path, value) => {
      parent(name, path)[last(path)] = value
    },
    unset: (name, path) => {
      delete parent(name, path)[last(path)]
    },
  }
}

export type Patch = (hand: Hand) => void

/** What a patch to some folders comes to; to all of them, the same one. */
export const patched = (patch: Patch, folders: readonly string[] = ['prod']): readonly FolderChange[] => {
  const [base, head] = [lounge(), lounge()]
  for (const folder of folders) patch(handOn(head.get(folder) as Rendered[]))
  return changesOf(base, head)
}
