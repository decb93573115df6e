/** Loaded before a process's own code: notes on SIGUSR2 how many modules it has loaded, of how many lines. */
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { notebook } from './port.ts'

const { NOTES = '' } = process.env
const note = notebook(NOTES)
const loaded = new Set<string>()

registerHooks({
  load: (url, context, nextLoad) => {
    if (url.startsWith('file:')) loaded.add(url)
    return nextLoad(url, context)
  },
})

const linesOf = (url: string) =>
  readFileSync(fileURLToPath(url.split('?')[0] ?? url), 'utf8').split('\n').length
const sum = (urls: readonly string[]) => urls.reduce((lines, url) => lines + linesOf(url), 0)

process.on('SIGUSR2', () => {
  const all = [...loaded]
  const own = all.filter((url) => !url.includes('/node_modules/'))
  note({ kind: 'loaded', modules: all.length, lines: sum(all), ownModules: own.length, ownLines: sum(own) })
})
