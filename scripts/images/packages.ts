/** Copies packages with everything they depend on, for what loads its modules by name and so cannot be bundled. */
import { cpSync, existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '../../node_modules')

const dependenciesOf = (folder: string): string[] =>
  Object.keys(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).dependencies ?? {})

/** Where node would find a package that `from` asks for. */
const tryFind = (name: string, from: string): string | undefined => {
  const here = join(from, 'node_modules', name)
  if (existsSync(here)) return here
  return from === dirname(root) || from === '/' ? undefined : tryFind(name, dirname(from))
}

/** Folders of all packages that these need, themselves included. */
const closure = (names: readonly string[], from: string, found = new Set<string>()): Set<string> => {
  for (const name of names) {
    const folder = tryFind(name, from)
    if (folder === undefined || found.has(folder)) continue
    found.add(folder)
    closure(dependenciesOf(folder), folder, found)
  }
  return found
}

export const copyPackages = (names: readonly string[], target: string) => {
  for (const folder of closure(names, dirname(root)))
    cpSync(folder, join(target, folder.slice(root.length)), { recursive: true, dereference: true })
}
