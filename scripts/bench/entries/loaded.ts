/** Preloaded: notes in the file LOADED which files Node loads after this one. */
import { appendFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

registerHooks({
  load: (url, context, nextLoad) => {
    if (url.startsWith('file:')) appendFileSync(process.env.LOADED ?? '', `${fileURLToPath(url)}\n`)
    return nextLoad(url, context)
  },
})
