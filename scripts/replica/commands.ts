/** The lounge's other commands, each in a process of its own; the exit code says whether it is well. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Told } from './stack.ts'

const LEVEL = 'scripts/level/main.ts'
const SETUP = 'workloads/data/setup/main.ts'
const PROJECT = join(import.meta.dirname, '..', '..')

type Says = Pick<Told, 'say'>

/** Where the two sides of the lounge are, and what ends a command: each can be begun again. */
type Setting = { readonly env: NodeJS.ProcessEnv; readonly stop: AbortSignal }

/** Rejects with what the command said last, or that it was stopped. */
const run = async (args: readonly string[], { env, stop }: Setting, { say }: Says) => {
  const child = spawn(process.execPath, [...args], {
    ...{ cwd: PROJECT, env, stdio: ['ignore', 'pipe', 'pipe'], signal: stop },
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

export type Commands = ReturnType<typeof commandsIn>

export const commandsIn = (setting: Setting) => ({
  /** Makes an environment live; nothing happens when it is. */
  live: (environment: string, told: Says) => run(['scripts/live/main.ts', environment], setting, told),
  whoIsLive: (told: Says) => run(['scripts/live/main.ts'], setting, told),
  /** Rejects unless both sides hold the same within the seconds. */
  level: (seconds: number, told: Says) => run([LEVEL, '--within', `${seconds}`], setting, told),
  /** Rejects unless home holds all that the replica holds within the seconds. */
  homeHasAll: (seconds: number, told: Says) =>
    run([LEVEL, '--home-has-all', '--within', `${seconds}`], setting, told),
  /** Home prepares its database, and copies nothing that it did not. */
  prepare: (told: Says) => run([SETUP], { ...setting, env: { ...setting.env, PEER_COUCHDB_URL: '' } }, told),
  /** Home prepares its database, and copies both ways from now on. */
  replicate: (told: Says) => run([SETUP], setting, told),
  /** Home copies nothing any more. */
  endReplication: (told: Says) =>
    run([SETUP], { ...setting, env: { ...setting.env, PEER_COUCHDB_URL: 'none' } }, told),
  /** Makes home's end of the tunnel out of what the stack says of the other. */
  peer: (told: Says) => run(['scripts/tunnel/main.ts', 'peer'], setting, told),
  /** Rejects with what is wrong with the tunnel, and where, unless it is well within the seconds. */
  tunnel: (seconds: number, told: Says) =>
    run(['scripts/tunnel/main.ts', 'check', '--within', `${seconds}`], setting, told),
})
