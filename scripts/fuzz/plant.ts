/** Preloaded into a fuzz that is to fail: Node reads the shipped files as the mutant named by `MUTANT` has them. */
import { registerHooks } from 'node:module'
import { edited, MUTANTS } from './mutants.ts'

const mutant = MUTANTS.find(({ name }) => name === process.env.MUTANT)
if (!mutant) throw new Error(`There is no mutant "${process.env.MUTANT}".`)

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context)
    const edits = mutant.edits.filter(({ file }) => url.endsWith(`/workloads/${file}`))
    return edits.length === 0 ? loaded : { ...loaded, source: edits.reduce(edited, String(loaded.source)) }
  },
})
