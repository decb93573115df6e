/** Preloaded into a script that is to fail: Node reads the shipped files as the edits in `EDITS` (JSON) have them. */
import { registerHooks } from 'node:module'
import { type Edit, edited } from './mutant.ts'

const edits = JSON.parse(process.env.EDITS ?? '[]') as readonly Edit[]

registerHooks({
  load: (url, context, next) => {
    const loaded = next(url, context)
    const ours = edits.filter(({ file }) => url.endsWith(`/workloads/${file}`))
    return ours.length === 0 ? loaded : { ...loaded, source: ours.reduce(edited, String(loaded.source)) }
  },
})
