/** What an operator types, in a terminal of his own that ctrl-C reaches as a whole. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:os'
import { createInterface } from 'node:readline'

const SIGNALLED = 128

export type Typed = { readonly code: number | null; readonly said: string }

/** What is done when a line has this in it. */
export type Press = {
  readonly at: RegExp
  readonly does: (terminal: { ctrlC: () => void }, line: string) => void
}

/** One after the other each of `presses` is waited for. Resolves when the command has ended. */
export const typedIn =
  (env: NodeJS.ProcessEnv, log: (line: string) => void) =>
  async (command: readonly string[], ...presses: readonly Press[]): Promise<Typed> => {
    const [file = '', ...args] = command
    const child = spawn(file, args, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    const ctrlC = () => void process.kill(-(child.pid as number), 'SIGINT')
    const lines: string[] = []
    const awaited = [...presses]
    const hear = (line: string) => {
      lines.push(line)
      log(line)
      if (awaited[0]?.at.test(line)) awaited.shift()?.does({ ctrlC }, line)
    }
    log(`$ ${command.join(' ')}`)
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', hear)
    const [ended, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
    // As a shell tells it.
    const code = signal === null ? ended : SIGNALLED + constants.signals[signal]
    log(`= ${code}`)
    return { code, said: lines.join('\n') }
  }
