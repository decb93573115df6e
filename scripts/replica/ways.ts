/** The two ways: into the cloud and home again. */
import type { Commands } from './commands.ts'
import type { Step } from './journey.ts'
import type { ReplicaStack, Told } from './stack.ts'

type Tunnel = {
  /** What home needs to dial in is handed over. */
  readonly handPeer: () => Promise<void>
  /** Of home's end, for wg-quick. */
  readonly file: string
}

export type Sides = {
  readonly stack: Pick<
    ReplicaStack,
    'preview' | 'up' | 'lift' | 'destroy' | 'standing' | 'isGuarded' | 'tellGuard'
  >
  readonly lounge: Commands
  /** Names of the environments, as `npm run live` knows them. */
  readonly home: string
  readonly replica: string
  /** None for a cluster nearby, which has no end of it. */
  readonly tunnel: Tunnel | undefined
  readonly told: Told
}

/** Seconds that replication may take to catch up. */
const PATIENCE = 300
/** Seconds that a person may take to put the tunnel up. */
const TUNNEL_PATIENCE = 900

const counted = (changes: Readonly<Record<string, number>>) => {
  const told = Object.entries(changes).filter(([operation, count]) => operation !== 'same' && count > 0)
  return told.length === 0
    ? 'nothing to do'
    : told.map(([operation, count]) => `${operation} ${count}`).join(', ')
}

export const wayUp = ({ stack, lounge, replica, tunnel, told }: Sides): readonly Step[] => [
  {
    title: 'look at what will be made, and hold it to the rules of the house',
    does: async () => {
      // What home lacks is better known before anything is paid for.
      await lounge.prepare(told)
      told.say(`    ${counted(await stack.preview(told))}`)
    },
  },
  { title: 'stand it up', does: () => stack.up(told) },
  ...(tunnel
    ? [
        { title: 'hand home what it needs to dial in', does: tunnel.handPeer },
        { title: 'wait until the tunnel is up and well', does: () => lounge.tunnel(TUNNEL_PATIENCE, told) },
      ]
    : []),
  { title: 'replicate both ways', does: () => lounge.replicate(told) },
  { title: 'wait until both sides hold the same', does: () => lounge.level(PATIENCE, told) },
  { title: `make ${replica} live`, does: () => lounge.live(replica, told) },
]

/** What the guard refuses is protected again. */
const destroyed = async ({ stack, told }: Sides) => {
  const protect = await stack.lift()
  await stack.destroy(told).catch(async (error: Error) => {
    if (await stack.isGuarded()) await protect()
    throw error
  })
  const left = await stack.standing()
  if (left > 0) throw new Error(`${left} things still stand`)
}

const leftAlone = async ({ lounge, tunnel, told }: Sides) => {
  await lounge.endReplication(told)
  if (tunnel) told.say(`    The tunnel leads nowhere now. If it is up: sudo wg-quick down ${tunnel.file}`)
}

const takenDown = (sides: Sides): readonly Step[] => [
  { title: 'lift the protection of the data and destroy', does: () => destroyed(sides) },
  { title: 'end replication at home', does: () => leftAlone(sides) },
]

export const wayDown = (sides: Sides): readonly Step[] => {
  const { stack, lounge, home, told } = sides
  return [
    {
      title: `make ${home} live`,
      does: async () => {
        // After a long cut CouchDB would rest for as long again.
        if (await stack.isGuarded()) await lounge.replicate(told)
        await lounge.live(home, told)
      },
    },
    {
      title: 'compare home with the replica',
      does: async () => {
        if (await stack.isGuarded()) return lounge.homeHasAll(PATIENCE, told)
        told.say('    it was never whole, or the guard has compared already: nothing is there to lose')
      },
    },
    ...takenDown(sides),
  ]
}

/** Down when the replica can't be asked any more, or what it holds is not wanted. */
export const wayDownAtALoss = (sides: Sides, reason: string): readonly Step[] => [
  {
    title: `tell the guard why what home lacks may be lost: ${reason}`,
    does: () => sides.stack.tellGuard(reason),
  },
  ...takenDown(sides),
  {
    title: `see to it that ${sides.home} is live`,
    does: async () =>
      sides.told.say(
        `    If the replica was live, nobody is now: npm run live says it, and npm run live -- ${sides.home} --force --reason "…" makes ${sides.home} live.`,
      ),
  },
]
