import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Pacer } from './pacer.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const cc = (control: string, value: number) => ({ cc: control.charCodeAt(0), value, control })
const pause = (pauseMs: number) => ({ pauseMs })

/** `wire` is what went out and when: "12 a7" is control a at 7, twelve milliseconds after the start. */
const rig = () => {
  const start = performance.now()
  const wire: string[] = []
  const write = (what: string) => void wire.push(`${performance.now() - start} ${what}`)
  const pacer = new Pacer({
    send: ({ control, value }) => write(`${control}${value}`),
    sendOnce: ({ cc, value }) => write(`once ${cc}=${value}`),
  })
  const submit = (steps: Parameters<Pacer['submit']>[0]['steps'], name = 'reached') =>
    pacer.submit({ steps, reached: () => write(name) })
  return { pacer, wire, submit }
}

test('an idle pacer sends at once', () => {
  const { wire, submit } = rig()

  submit([cc('a', 1)])

  expect(wire).toEqual(['0 a1', '0 reached'])
})

test('control changes go out at least 5 ms apart, however they come', () => {
  const { wire, submit } = rig()

  submit([cc('a', 1), cc('b', 1), cc('c', 1)])
  vi.runAllTimers()
  submit([cc('d', 1)])
  vi.runAllTimers()

  expect(wire.filter((line) => !line.includes('reached'))).toEqual(['0 a1', '5 b1', '10 c1', '15 d1'])
})

test('a pause holds what follows it', () => {
  const { wire, submit } = rig()

  submit([cc('e', 1), pause(50), cc('a', 1)])
  vi.runAllTimers()

  expect(wire).toEqual(['0 e1', '55 a1', '55 reached'])
})

test('a burst on one control sends its first and its last value', () => {
  const { wire, submit } = rig()

  for (let value = 0; value <= 100; value += 1) submit([cc('a', value)], `g${value}`)
  vi.runAllTimers()

  expect(wire.filter((line) => / a/.test(line))).toEqual(['0 a0', '5 a100'])
  expect(wire.at(-1)).toBe('5 g100')
})

test('what is no longer wished is not sent', () => {
  const { wire, submit } = rig()

  submit([cc('a', 1), cc('b', 1), cc('c', 1)])
  submit([cc('c', 1)])
  vi.runAllTimers()

  expect(wire.filter((line) => !line.includes('reached'))).toEqual(['0 a1', '5 c1'])
})

test('a control that is turned all the time starves no other', () => {
  const { wire, submit } = rig()

  submit([cc('a', 0), cc('z', 7)], 'g0')
  for (let value = 1; value <= 20; value += 1) {
    submit([cc('a', value), cc('z', 7)].slice(0, wire.join().includes('z7') ? 1 : 2), `g${value}`)
    vi.advanceTimersByTime(1)
  }

  expect(wire).toContain('5 z7')
  expect(wire).toContain('5 g0')
})

test('what follows a pause still waits for it when it is overtaken during the gap before it', () => {
  const { wire, submit } = rig()

  submit([cc('e', 1), pause(50), cc('a', 1)])
  vi.advanceTimersByTime(2)
  submit([cc('a', 2), cc('b', 2)])
  vi.runAllTimers()

  expect(wire).toEqual(['0 e1', '55 a2', '60 b2', '60 reached'])
})

test('what follows a pause still waits for it when it is overtaken during it', () => {
  const { wire, submit } = rig()

  submit([cc('e', 1), pause(50), cc('a', 1)])
  vi.advanceTimersByTime(30)
  submit([cc('a', 2), cc('b', 2)])
  vi.runAllTimers()

  expect(wire).toEqual(['0 e1', '55 a2', '55 reached', '60 b2', '60 reached'])
})

test('another engine change takes over, and its own pause covers both', () => {
  const { wire, submit } = rig()

  submit([cc('e', 1), pause(50), cc('a', 1)], 'first')
  vi.advanceTimersByTime(2)
  submit([cc('e', 2), pause(50), cc('a', 2)], 'second')
  vi.runAllTimers()

  expect(wire).toEqual(['0 e1', '5 e2', '60 a2', '60 second'])
})

test('an engine change that is taken back before it is sent costs no pause', () => {
  const { wire, submit } = rig()

  submit([cc('x', 1)])
  submit([cc('e', 1), pause(50), cc('a', 1)], 'first')
  submit([cc('b', 1)], 'second')
  vi.runAllTimers()

  expect(wire).toEqual(['0 x1', '0 reached', '5 b1', '5 second'])
})

test('momentary control changes are sent once each, in their turn, and are never overtaken', () => {
  const { pacer, wire } = rig()
  const tap = { cc: 93, value: 127, correlation: undefined }
  const reached = () => {}

  pacer.submit({ steps: [cc('a', 1), cc('b', 1)], once: [tap, tap], reached })
  pacer.submit({ steps: [cc('e', 1), pause(50), cc('b', 2)], reached })
  vi.runAllTimers()

  expect(wire).toEqual(['0 a1', '5 e1', '60 b2', '65 once 93=127', '70 once 93=127'])
})

test('after clearing, nothing that waited is sent or called reached', () => {
  const { pacer, wire, submit } = rig()

  submit([cc('e', 1), pause(50), cc('a', 1)])
  pacer.clear()
  vi.runAllTimers()

  expect(wire).toEqual(['0 e1'])
  expect(pacer.depth).toBe(0)
})

test('depth counts the control changes that wait', () => {
  const { pacer, submit } = rig()

  submit([cc('e', 1), pause(50), cc('a', 1), cc('b', 1)])

  expect(pacer.depth).toBe(2)
})

test('whatever comes when, a wish is called reached only when each of its controls went out or was overtaken', () => {
  const wish = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat(3))
  const beats = fc.array(fc.tuple(wish, fc.nat(12), fc.boolean()), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(beats, (all) => {
      let desired: Record<string, number> = {}
      const sent: Record<string, number> = {}
      const history: { wish: Record<string, number>; later: Record<string, number>[] }[] = []
      const pacer = new Pacer({
        send: ({ control, value }) => {
          sent[control] = value
        },
        sendOnce: () => {},
      })
      for (const [more, ms, isEngine] of all) {
        desired = { ...desired, ...more }
        for (const each of history) each.later.push(desired)
        const own = { wish: desired, later: [desired] }
        history.push(own)
        const steps = Object.entries(desired).flatMap(([id, value]) =>
          sent[id] === value ? [] : [cc(id, value)],
        )
        const reached = () => {
          for (const id of Object.keys(own.wish))
            expect(own.later.map((each) => each[id])).toContain(sent[id])
        }
        pacer.submit({ steps: isEngine ? [pause(20), ...steps] : steps, reached })
        vi.advanceTimersByTime(ms)
      }
      vi.runAllTimers()
      expect(sent).toEqual(desired)
    }),
  )
})
