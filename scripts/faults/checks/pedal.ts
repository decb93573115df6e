/** The wire: only control changes, only values that the log wanted then, and in the end exactly what it wants now. */
import type { Evidence, PedalEvent, Violation } from '../evidence.ts'

/** How long a value that is not wanted any more may still be on its way: a stopped node goes on where it was. */
const STALE_MS = 20_000
const CONTROL_CHANGE = 0xb0 // status byte on the first channel

type Message = Extract<PedalEvent, { kind: 'message' }>

const broken = (rule: string, what: string): Violation => ({ rule, what })

const messages = ({ pedal }: Evidence) => pedal.filter((event): event is Message => event.kind === 'message')

const is7Bit = (value: number | undefined) =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) < 128

export const range = (evidence: Evidence): Violation[] =>
  messages(evidence)
    .filter(({ bytes: [status = 0, cc, value, ...more] }) => {
      const isControlChange = status >= CONTROL_CHANGE && status < CONTROL_CHANGE + 16
      return !isControlChange || !is7Bit(cc) || !is7Bit(value) || more.length > 0
    })
    .map(({ bytes }) => broken('range', `${bytes.join(' ')} is no control change`))

/** What the log wants of a device after its newest commit. */
export const desired = ({ commits, device }: Pick<Evidence, 'commits' | 'device'>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(commits.at(-1)?.state.devices[device] ?? {}).map(([control, { value }]) => [
      control,
      value,
    ]),
  )

/** What the pedal holds, by CC number: a power cycle makes it forget. */
const held = (pedal: readonly PedalEvent[]): Map<number, number> => {
  const values = new Map<number, number>()
  for (const event of pedal) {
    if (event.kind === 'power') values.clear()
    if (event.kind === 'message') values.set(event.cc, event.value)
  }
  return values
}

/** Sentences about each control whose last byte is not what the log wants. */
export const unlike = (evidence: Pick<Evidence, 'commits' | 'device' | 'ccs' | 'pedal'>): string[] => {
  const values = held(evidence.pedal)
  return Object.entries(desired(evidence)).flatMap(([control, value]) => {
    const last = values.get(evidence.ccs[control] ?? -1)
    return last === value ? [] : [`${control} should be ${value}, the last byte was ${last ?? 'none'}`]
  })
}

export const asDesired = (evidence: Evidence): Violation[] =>
  unlike(evidence).map((what) => broken('pedal', what))

type Span = { from: number; to: number }

/** `cc=value` → the spans of time in which the log wanted it; one that goes on where another ended is one with it. */
const wanted = ({ commits, device, ccs }: Evidence) => {
  const spans = new Map<string, Span[]>()
  const want = (key: string, { from, to }: Span) => {
    const all = spans.get(key) ?? []
    const last = all.at(-1)
    if (last?.to === from) last.to = to
    else all.push({ from, to })
    spans.set(key, all)
  }
  for (const [index, { at, state }] of commits.entries()) {
    const span = { from: at, to: commits[index + 1]?.at ?? Number.POSITIVE_INFINITY }
    for (const [control, { value }] of Object.entries(state.devices[device] ?? {}))
      want(`${ccs[control]}=${value}`, span)
  }
  return spans
}

/** No byte is sent for a change that is not in the log, or not yet. */
export const invented = (evidence: Evidence): Violation[] => {
  const spans = wanted(evidence)
  return messages(evidence)
    .filter(({ at, cc, value }) => {
      const all = spans.get(`${cc}=${value}`) ?? []
      return !all.some(({ from, to }) => from <= at && at <= to + STALE_MS)
    })
    .map(({ at, cc, value }) =>
      broken('invented', `CC ${cc} = ${value} at ${at}, which the log never wanted then`),
    )
}
