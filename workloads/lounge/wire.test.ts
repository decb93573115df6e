import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { devices } from './devices/index.ts'
import type { Control, Profile } from './profile.ts'
import type { Values } from './state.ts'
import { afterSending, isSend, plan, type Step } from './wire.ts'

const control = (id: string, cc: number, more: Partial<Control> = {}): Control => {
  const unit = id.includes('.') ? { unit: id.slice(0, id.indexOf('.')) } : {}
  return { id, ...unit, label: id, cc, min: 0, max: 127, role: 'viewer', source: 'test', ...more }
}

const unit = (id: string, first: number) => [
  control(`${id}.time`, first + 1),
  control(`${id}.engine`, first, { max: 1 }),
  control(`${id}.mix`, first + 2),
  control(`${id}.bass`, first + 3),
  control(`${id}.param1`, first + 4, { byEngine: true }),
]

const pedal: Profile = {
  id: 'pedal',
  name: 'Pedal',
  ports: ['pedal'],
  channel: 0,
  units: [
    { id: 'a', label: 'A' },
    { id: 'b', label: 'B' },
  ],
  controls: [control('mode', 50), ...unit('a', 1), ...unit('b', 25)],
  engines: [
    { value: 0, id: 'room', name: 'Room', dials: { dial1: 'bass' }, meanings: {}, source: 'test' },
    { value: 1, id: 'hall', name: 'Hall', dials: { dial1: 'param1' }, meanings: {}, source: 'test' },
  ],
  triggers: [],
  resets: ['time', 'dial1'],
  settleMs: 50,
  source: 'test',
}

const order = (steps: readonly Step[]) => steps.map((step) => (isSend(step) ? step.control : 'pause'))
/** e: an engine, c: any other control, p: a pause. */
const letter = (step: Step) => {
  if (!isSend(step)) return 'p'
  return step.control.endsWith('.engine') ? 'e' : 'c'
}
const ccOf = (profile: Profile, id: string) => profile.controls.find((each) => each.id === id)?.cc as number

/** A device of its own mind: an engine change spoils whatever hangs on the engine. `undefined` is "who knows". */
const hardware = (profile: Profile) => {
  const values = new Map<number, number | undefined>()
  const receive = ({ cc, value }: { cc: number; value: number }) => {
    const changed = profile.units.find(({ id }) => ccOf(profile, `${id}.engine`) === cc)
    if (changed && values.get(cc) !== value) spoil(changed.id, value)
    values.set(cc, value)
  }
  const spoil = (unitId: string, engine: number) => {
    const dials = profile.engines.find((each) => each.value === engine)?.dials ?? {}
    const names = profile.resets.map((name) => dials[name] ?? name)
    for (const { id, cc, byEngine, unit: of } of profile.controls)
      if (of === unitId && (byEngine || names.includes(id.slice(unitId.length + 1))))
        values.set(cc, undefined)
  }
  return { values, receive }
}

const valuesOf = (profile: Profile): fc.Arbitrary<Values> => {
  const isEngine = ({ id }: Control) => id.endsWith('.engine')
  const entry = (each: Control) => fc.integer({ min: 0, max: isEngine(each) ? profile.engines.length : 127 })
  const shape = Object.fromEntries(profile.controls.map((each) => [each.id, entry(each)]))
  return fc.record(shape, { requiredKeys: [] }) as fc.Arbitrary<Values>
}

/** Sends each wish's plan in turn: the last one to its end, earlier ones only `cut` steps of it. */
const play = (profile: Profile, wishes: readonly Values[], cut: number) => {
  const device = hardware(profile)
  let sent: Values = {}
  const send = (steps: readonly Step[]) => {
    for (const step of steps.filter(isSend)) {
      device.receive(step)
      sent = afterSending(profile, sent, step)
    }
  }
  for (const wish of wishes.slice(0, -1)) send(plan(profile, sent, wish).slice(0, cut))
  const desired = wishes.at(-1) as Values
  send(plan(profile, sent, desired))
  return { device, sent, desired }
}

describe.each([pedal, ...devices])('any wishes for $id', (profile) => {
  const wishes = fc.array(valuesOf(profile), { minLength: 1, maxLength: 5 })
  test('end as the last one, whatever was interrupted before', () => {
    fc.assert(
      fc.property(wishes, fc.nat(30), (all, cut) => {
        const { device, desired } = play(profile, all, cut)
        for (const [id, value] of Object.entries(desired))
          expect({ id, value: device.values.get(ccOf(profile, id)) }).toEqual({ id, value })
      }),
    )
  })

  test('leave nothing to send once they are sent', () => {
    fc.assert(
      fc.property(wishes, fc.nat(30), (all, cut) => {
        const { sent, desired } = play(profile, all, cut)
        expect(plan(profile, sent, desired)).toEqual([])
      }),
    )
  })

  test('send engines first, one pause before the rest, each control at most once, and nothing that nobody wished', () => {
    fc.assert(
      fc.property(valuesOf(profile), valuesOf(profile), (sent, desired) => {
        const steps = plan(profile, sent, desired)
        const shape = steps.map(letter).join('')
        expect(shape).toMatch(/^(e+p)?c*$/)
        const sends = steps.filter(isSend)
        expect(new Set(sends.map(({ cc }) => cc)).size).toBe(sends.length)
        for (const { control: id, value, cc } of sends)
          expect([desired[id], ccOf(profile, id)]).toEqual([value, cc])
      }),
    )
  })
})

test('the same value twice is sent once', () => {
  expect(plan(pedal, { 'a.time': 7 }, { 'a.time': 7 })).toEqual([])
})

test('an engine change sends its resets and its own controls again, though their numbers are as they were sent', () => {
  const sent = { 'a.engine': 0, 'a.time': 7, 'a.mix': 7, 'a.bass': 7, 'a.param1': 7, 'b.param1': 7 }

  const steps = plan(pedal, sent, { ...sent, 'a.engine': 1 })

  expect(steps).toEqual([
    { cc: 1, value: 1, control: 'a.engine' },
    { pauseMs: 50 },
    { cc: 2, value: 7, control: 'a.time' },
    { cc: 5, value: 7, control: 'a.param1' },
  ])
})

test('what the dials of the new engine turn is sent again', () => {
  const sent = { 'a.engine': 1, 'a.bass': 7 }

  expect(order(plan(pedal, sent, { 'a.engine': 0, 'a.bass': 7 }))).toEqual(['a.engine', 'pause', 'a.bass'])
})

test('both engines share one pause, and the mode goes last: a unit is heard only once it is complete', () => {
  const desired = { mode: 2, 'b.engine': 1, 'a.engine': 1, 'b.mix': 5, 'a.mix': 5 }

  expect(order(plan(pedal, {}, desired))).toEqual(['a.engine', 'b.engine', 'pause', 'a.mix', 'b.mix', 'mode'])
})

test('an engine alone is followed by its pause: what hangs on it may be wished a moment later', () => {
  expect(order(plan(pedal, {}, { 'a.engine': 1 }))).toEqual(['a.engine', 'pause'])
})

test('a control that the profile does not know is not sent', () => {
  expect(plan(pedal, {}, { 'a.unheard-of': 3 })).toEqual([])
})
