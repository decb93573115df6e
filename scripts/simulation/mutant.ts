/** Run with the name of an edit: searches the edited code for a broken promise. Exit code 0: there is one, and it is said. */
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { edits } from './edits.ts'

const [name = '', seed, schedules] = process.argv.slice(2)
const edit = edits[name]
if (!edit) throw new Error(`there is no mutant "${name}": there are ${Object.keys(edits).join('; ')}`)
const { file, from, to } = edit
const url = pathToFileURL(join(import.meta.dirname, '../../workloads', file)).href

registerHooks({
  load: (asked, context, next) => {
    const loaded = next(asked, context)
    if (asked !== url) return loaded
    const source = String(loaded.source)
    if (source.split(from).length !== 2) throw new Error(`${file} does not hold once: ${from}`)
    return { ...loaded, source: source.replace(from, () => to) }
  },
})

const { search } = await import('./search.ts')
const found = await search({ seed: Number(seed), schedules: Number(schedules), shrink: false })
console.log(found?.sentences[0] ?? 'nothing was found broken')
process.exitCode = found ? 0 : 1
