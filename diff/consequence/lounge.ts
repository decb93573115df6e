/** What it means for the show: whether chat misses lines, whether two bots could speak, whether the pedal jumps. */
import { labelsAt, textAt } from '../objects/at.ts'
import type { Pods } from '../objects/pods.ts'
import type { Outcome } from './effect.ts'
import { sayTime } from './seconds.ts'

const PART_OF = 'app.kubernetes.io/part-of'
const OURS = 'eight-bit-sax-lounge'

type Tells = (outcome: Outcome, pods: Pods) => readonly string[]

const isAway = ({ away = 0, does }: Outcome) => away > 0 || does === 'stops'

const howLong = ({ away, does }: Outcome) =>
  does === 'stops' || away === undefined ? 'from then on' : `for up to ${sayTime(away)}`

/** Twitch gives a line once, to who is there. */
const chat: Tells = (outcome, pods) => [
  ...(isAway(outcome)
    ? [`Chat misses every line typed ${howLong(outcome)}: Twitch does not say it again.`]
    : []),
  ...(mayBeTwo(outcome, pods) ? ['Two bots may speak at once, each answering the same line.'] : []),
]

/** The old one and the new one at the same time, or several for good. */
const mayBeTwo = ({ does, overlaps }: Outcome, { owner, replicas }: Pods) => {
  const isSerial = owner.kind === 'StatefulSet' || textAt(owner, 'spec', 'strategy', 'type') === 'Recreate'
  return overlaps || replicas > 1 || (!isSerial && ['rolls', 'recreated'].includes(does))
}

const midi: Tells = (outcome) => {
  if (isAway(outcome))
    return [
      `No change is accepted ${howLong(outcome)}; chat says that it does not know yet. The pedal keeps what it has: it does not jump.`,
    ]
  if (outcome.does !== 'rolls') return []
  return ['No line is missed, and the pedal does not jump: its node reconnects and sends only what differs.']
}

const data: Tells = (outcome) => {
  if (isAway(outcome))
    return [`Nothing is accepted ${howLong(outcome)}, and the overlay stands still; the pedal does not jump.`]
  return outcome.does === 'rolls' ? ['No change is lost; streams resume where they were.'] : []
}

const db: Tells = (outcome) =>
  isAway(outcome) || outcome.does === 'rolls'
    ? [
        `Nothing can be accepted ${howLong(outcome)}: chat says that it does not know yet, the pedal keeps what it has.`,
      ]
    : []

const node: Tells = (outcome, pods) => [
  ...(isAway(outcome)
    ? [
        `The pedal does not follow ${howLong(outcome)}. Then everything is sent again: what changed meanwhile arrives at once, and knobs turned by hand jump back.`,
      ]
    : []),
  ...(mayBeTwo(outcome, pods)
    ? ['Two nodes may hold one MIDI port: the pedal could get both their bytes.']
    : []),
]

const TELLS: Readonly<Record<string, Tells>> = { chat, midi, data, db, 'midi-node': node }

const isOurs = ({ owner, labels }: Pods) =>
  (labels[PART_OF] ?? labelsAt(owner, 'metadata', 'labels')[PART_OF]) === OURS

/** Sentences about the show; none for what is not of the lounge. */
export const forTheLounge = (outcome: Outcome, pods: Pods): readonly string[] =>
  outcome.does === 'nothing' || !isOurs(pods) ? [] : (TELLS[pods.name]?.(outcome, pods) ?? [])
