/** The lounge's other commands, each in a process of its own; the exit code says whether it is well. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Told } from './stack.ts'

const PROJECT = join(import.meta.dirname, '..', '..')

/** Rejects with what the command said last, or that it was stopped. */
const run = async (args: readonly string[], env: NodeJS.ProcessEnv, { say, signal }: Told) => {
  const child = spawn(process.execPath, [...args], {
    ...{ cwd: PROJECT, env, stdio: ['ignore', 'pipe', 'pipe'] },
    ...(signal && { signal }),
  })
  let last = `${args.join(' ')} said nothing`
  const hear = (line: string) => {
    last = line
    say(`    ${line}`)
  }
  createInterface({ input: child.stdout }).on('line', hear)
  createInterface({ input: child.stderr }).on('line', hear)
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(last)
}

export type Commands = ReturnType<typeof commandsWith>

/** `env`: where the two sides of the lounge are. */
export const commandsWith = (env: NodeJS.ProcessEnv) => ({
  /** Makes an environment live; nothing happens when it is. */
  live: (environment: string, told: Told) => run(['scripts/live/main.ts', environment], env, told),
  whoIsLive: (told: Told) => run(['scripts/live/main.ts'], env, told),
  /** Rejects unless both sides hold the same. */
  level: (told: Told) => run(['scripts/level/main.ts'], env, told),
  /** Both ways, as long as both sides are there. */
  replicate: (told: Told) => run(['scripts/replication/main.ts'], env, told),
  /** Rejects with what is wrong with the tunnel, and where. */
  tunnel: (told: Told) => run(['scripts/tunnel/main.ts', 'check'], env, told),
})
