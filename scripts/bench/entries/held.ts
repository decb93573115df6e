/** Loaded before a process's own code: notes on SIGUSR2 the memory that it holds after a collection. */
import { notebook } from './port.ts'

const { NOTES = '' } = process.env
const note = notebook(NOTES)

process.on('SIGUSR2', () => {
  // What only a finaliser lets go of is there once more.
  globalThis.gc?.()
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  note({ kind: 'memory', pid: process.pid, held: heapUsed + external })
})
