/** The two ways: into the cloud and home again. */
import type { Commands } from './commands.ts'
import type { Step } from './journey.ts'
import type { ReplicaStack } from './stack.ts'

export type Sides = {
  readonly stack: Pick<
    ReplicaStack,
    'preview' | 'up' | 'lift' | 'destroy' | 'standing' | 'tellGuard' | 'keep' | 'forget'
  >
  readonly lounge: Commands
  /** Names of the environments, as `npm run live` knows them. */
  readonly home: string
  readonly replica: string
  /** Whether it has an end of the tunnel; a cluster nearby needs none. */
  readonly hasTunnel: boolean
  readonly say: (line: string) => void
}

const counted = (changes: Readonly<Record<string, number>>) => {
  const told = Object.entries(changes).filter(([operation, count]) => operation !== 'same' && count > 0)
  return told.length === 0
    ? 'nothing to do'
    : told.map(([operation, count]) => `${operation} ${count}`).join(', ')
}

export const wayUp = ({ stack, lounge, replica, hasTunnel, say }: Sides): readonly Step[] => [
  {
    title: 'look at what will be made, and hold it to the rules of the house',
    does: async (signal) => say(`    ${counted(await stack.preview({ say, signal }))}`),
  },
  { title: 'stand it up', does: (signal) => stack.up({ say, signal }) },
  ...(hasTunnel
    ? [{ title: 'check the tunnel', does: (signal: AbortSignal) => lounge.tunnel({ say, signal }) }]
    : []),
  { title: 'replicate both ways', does: (signal) => lounge.replicate({ say, signal }) },
  { title: 'wait until both sides hold the same', does: (signal) => lounge.level({ say, signal }) },
  { title: `make ${replica} live`, does: (signal) => lounge.live(replica, { say, signal }) },
]

const takenDown = ({ stack, say }: Sides): readonly Step[] => [
  { title: 'lift the protection of the data', does: () => stack.lift() },
  {
    title: 'destroy; the guard compares once more',
    does: async (signal) => {
      await stack.destroy({ say, signal })
      const left = await stack.standing()
      if (left > 0) throw new Error(`${left} things still stand`)
    },
  },
]

export const wayDown = (sides: Sides): readonly Step[] => {
  const { lounge, home, say } = sides
  return [
    { title: `make ${home} live`, does: (signal) => lounge.live(home, { say, signal }) },
    { title: 'compare home with the replica', does: (signal) => lounge.level({ say, signal }) },
    ...takenDown(sides),
  ]
}

const LOSE = 'lounge:loseChanges'

/** Down when the replica can't be asked any more, or what it holds is not wanted. */
export const wayDownAtALoss = (sides: Sides, reason: string): readonly Step[] => {
  const { stack, say } = sides
  return [
    {
      title: `tell the guard why what home lacks may be lost: ${reason}`,
      does: async (signal) => {
        await stack.keep(LOSE, reason)
        await stack.tellGuard({ say, signal })
      },
    },
    ...takenDown(sides),
    { title: 'forget the reason', does: () => stack.forget(LOSE) },
  ]
}
