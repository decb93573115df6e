/** `npm run replica -- up | status | down | secrets`: the lounge into the cloud for a show, and home again. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { configOf } from '../../infra/config/config.ts'
import { commandLine, Misuse, oneOf } from '../command-line.ts'
import { type Commands, commandsIn } from './commands.ts'
import { Halfway, type Step, walk } from './journey.ts'
import { heldIn, SECRETS, secretsFor } from './secrets.ts'
import { openStack, type ReplicaStack } from './stack.ts'
import { standing } from './standing.ts'
import { stopping } from './stopping.ts'
import { type Sides, wayDown, wayDownAtALoss, wayUp } from './ways.ts'
import { refuseSame, refuseUntold, whereabouts } from './whereabouts.ts'

const { KEYS = '.lounge/keys', LOUNGE_DIR = '.lounge', TUNNEL_INTERFACE = 'lounge' } = process.env
const { TUNNEL_PEER = join(LOUNGE_DIR, 'tunnel', 'peer.json') } = process.env

const VERBS = ['up', 'status', 'down', 'secrets'] as const
const USE =
  'npm run replica -- up | status | down [--lose-changes "why"] | secrets [--from <file>] [--stack <name>] [--home <environment>]'
const SHORTEST_REASON = 10
const [MISUSE, HALFWAY, STOPPED] = [2, 1, 130]

const say = (line: string) => console.log(line)
// Who reads it may be gone, and what is under way still has to come to its end.
process.stdout.on('error', () => undefined)
const quit = () => {
  say('Ended at once: what was under way may be half made. The same command looks first, and goes on.')
  process.exit(STOPPED)
}
const { stop, end } = stopping({ say, quit })
/** Pulumi hears ctrl-C from the terminal itself; what is ours can be ended at any time. */
const told = { say, signal: end }

const given = () => {
  const asked = commandLine(USE, {
    stack: z.string().default('show'),
    home: z.string().default('prod'),
    'lose-changes': z
      .string()
      .trim()
      .min(SHORTEST_REASON, `a reason of ${SHORTEST_REASON} characters or more`)
      .optional(),
    from: z.string().optional(),
    words: z.tuple([oneOf(VERBS)], `one of ${VERBS.join(', ')}`),
  })
  const [verb] = asked.words
  if (asked['lose-changes'] !== undefined && verb !== 'down')
    throw new Misuse(`--lose-changes goes with down; it is typed: ${USE}`)
  if (asked.from !== undefined && verb !== 'secrets')
    throw new Misuse(`--from goes with secrets; it is typed: ${USE}`)
  return { ...asked, verb }
}
type Given = ReturnType<typeof given>

const readable = (file: string) =>
  readFile(file, 'utf8').catch(({ code }: NodeJS.ErrnoException) => {
    throw new Error(`--from: ${file} cannot be read (${code})`)
  })

const makeSecrets = async (stack: ReplicaStack, { from }: Given) => {
  const given = from === undefined ? {} : heldIn(await readable(from), `--from: ${from}`)
  const { secrets, made } = await secretsFor({ config: await stack.config(), given, keys: KEYS })
  await stack.keepSecret(SECRETS, JSON.stringify(secrets))
  say(made.length === 0 ? 'Every Secret was there already.' : `Made the Secrets ${made.join(', ')}.`)
}

const sidesOf = async (stack: ReplicaStack, { home, verb }: Given): Promise<Sides> => {
  const config = configOf(await stack.config())
  const { environment: replica, secrets } = config
  refuseSame(home, replica)
  const hasTunnel = config.shape !== 'existing' || config.tunnel !== undefined
  const env = whereabouts({ ...process.env, TUNNEL_PEER }, { replica, hasTunnel, secrets })
  if (verb === 'up') refuseUntold(env, [home, replica])
  stack.tellWhere(env)
  const lounge = commandsIn({ env, stop })
  const file = resolve(LOUNGE_DIR, 'tunnel', `${TUNNEL_INTERFACE}.conf`)
  const tunnel = hasTunnel ? { handPeer: () => handedPeer(stack, lounge), file } : undefined
  return { stack, lounge, home, replica, tunnel, told }
}

/** Beside home's key, where the tunnel's commands look for it. No secret. */
const handedPeer = async (stack: ReplicaStack, lounge: Commands) => {
  const { tunnelPeer } = await stack.outputs()
  await mkdir(dirname(TUNNEL_PEER), { recursive: true })
  await writeFile(TUNNEL_PEER, `${JSON.stringify(tunnelPeer, undefined, 2)}\n`)
  await lounge.peer(told)
}

/** What is not well, the command has said itself. */
const tell = async (does: () => Promise<void>) => {
  await does().catch(() => say('    This is not well.'))
}

const status = async (sides: Sides, stack: ReplicaStack) => {
  const isTold = await tellStanding(stack)
  if (!isTold || (await stack.standing()) === 0) return
  const { lounge, tunnel } = sides
  if (tunnel) {
    say('Tunnel:')
    await tell(() => lounge.tunnel(0, told))
  }
  say('Live:')
  await tell(() => lounge.whoIsLive(told))
  say('Level:')
  await tell(() => lounge.level(0, told))
}

/** Where even that cannot be told, it may stand and cost. Returns whether it could. */
const tellStanding = async (stack: ReplicaStack) => {
  try {
    say(await standing(stack))
    return true
  } catch (cause) {
    say(`What stands, and what it costs, cannot be told: ${(cause as Error).message}`)
    process.exitCode ??= HALFWAY
    return false
  }
}

/** Whatever happens on the way, it is said what is left to do and what it costs until then. */
const travel = async (steps: readonly Step[], stack: ReplicaStack) => {
  try {
    await walk(steps, { say, signal: stop })
  } catch (error) {
    if (!(error instanceof Halfway)) throw error
    say(`\nNot done: ${error.message}\nLeft to do, and the same command goes on with it:`)
    for (const title of error.left) say(`  - ${title}`)
    process.exitCode = stop.aborted ? STOPPED : HALFWAY
  }
  await tellStanding(stack)
}

const go = async (stack: ReplicaStack, asked: Given) => {
  if (asked.verb === 'secrets') return makeSecrets(stack, asked)
  const sides = await sidesOf(stack, asked)
  if (asked.verb === 'status') return status(sides, stack)
  if (asked.verb === 'up') return travel(wayUp(sides), stack)
  const reason = asked['lose-changes']
  return travel(reason === undefined ? wayDown(sides) : wayDownAtALoss(sides, reason), stack)
}

const main = async () => {
  const asked = given()
  await go(await openStack(asked.stack, { KEYS }), asked)
}

await main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = MISUSE
})
