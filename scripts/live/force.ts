/** Takes the pedal for an environment although the other side does not answer: what it wrote unseen is stranded. */
import { problemFrom } from '../../workloads/service/problem.ts'
import { NotSwitched, type Switch, viewOf } from './promote.ts'
import { findSide, isLive, look, lookAt, type TermView } from './sides.ts'
import { counted, strandedOf } from './standing.ts'

type Force = Pick<Switch, 'sides' | 'to' | 'say'> & { reason: string }

/** Force is for the dead: whoever answers and is live hands over, and nothing is lost. So it has to be asked. */
const refuseIfAlive = async ({ sides, to }: Force, { liveEnvironment: other }: TermView) => {
  if (other !== null && !sides.some(({ name }) => name === other))
    throw new NotSwitched(
      `to ${to}, ${other} is live, and whether it is dead cannot be asked: say also where that is or was, --at ${other}=<address of its midi> or in LOUNGE_AT`,
    )
  const live = (await lookAt(sides)).find(isLive)
  if (live && live.name !== to)
    throw new NotSwitched(
      `${live.name} answers and is live, so force would only lose changes: npm run live -- ${to} hands over`,
    )
}

export const force = async (ask: Force): Promise<TermView> => {
  const { sides, to, reason, say } = ask
  const side = findSide(sides, to)
  const before = viewOf(await look(side))
  if (before.live) {
    say(`${to} is live already; nothing was changed`)
    return before
  }
  await refuseIfAlive(ask, before)
  const response = await side.midi.v1.terms.open.$post({ json: { force: true, reason } })
  if (!response.ok) throw new NotSwitched((await problemFrom(response)).message)
  const view = await response.json()
  const stranded = await strandedOf([side])
  say(`${to} is live in term ${view.term?.number}, on what it knew up to generation ${before.generation}`)
  say(
    `stranded as far as ${to} can see: ${counted(stranded)}; what others accepted after generation ${before.generation} joins them when replication brings it, and npm run live lists them`,
  )
  return view
}
