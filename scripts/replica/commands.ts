/** The lounge's other commands, each in a process of its own; the exit code says whether it is well. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Told } from './stack.ts'

const LEVEL = 'scripts/level/main.ts'
const SETUP = 'workloads/data/setup/main.ts'
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
  /** Rejects unless both sides hold the same within the seconds. */
  level: (seconds: number, told: Told) => run([LEVEL, '--within', `${seconds}`], env, told),
  /** Rejects unless home holds all that the replica holds within the seconds. */
  homeHasAll: (seconds: number, told: Told) =>
    run([LEVEL, '--home-has-all', '--within', `${seconds}`], env, told),
  /** Home prepares its database, and copies both ways from now on. */
  replicate: (told: Told) => run([SETUP], env, told),
  /** Home copies nothing any more. */
  endReplication: (told: Told) => run([SETUP], { ...env, PEER_COUCHDB_URL: 'none' }, told),
  /** Makes home's end of the tunnel out of what the stack says of the other. */
  peer: (told: Told) => run(['scripts/tunnel/main.ts', 'peer'], env, told),
  /** Rejects with what is wrong with the tunnel, and where, unless it is well within the seconds. */
  tunnel: (seconds: number, told: Told) =>
    run(['scripts/tunnel/main.ts', 'check', '--within', `${seconds}`], env, told),
})
