/** What the page says of the bytes. */
import { expect, test } from 'vitest'
import { ventris } from '../../lounge/devices/index.ts'
import { wireWords } from './wire-words.ts'

const cc = (id: string) => ventris.controls.find((control) => control.id === id)?.cc ?? -1
const engine = (id: string) => ventris.engines.find((one) => one.id === id)?.value ?? -1
const says = (control: string, value: number, sent = {}) =>
  wireWords(ventris, { ...sent, [control]: value }, { control, cc: cc(control), value })

test('an engine goes by its name, a control by its level', () => {
  expect(says('a.engine', engine('shimmer'))).toMatch(/A · .*Engine · Shimmer$/i)
  expect(says('a.time', 127)).toMatch(/A · Time · 10$/)
})

test('a dial goes by what it is in the engine that was sent', () => {
  const [hall] = ventris.engines.filter(({ dials, meanings }) => meanings[dials.dial1 ?? '']?.label)
  const name = hall?.dials.dial1 ?? ''

  expect(says(`a.${name}`, 127, { 'a.engine': hall?.value })).toContain(`${hall?.meanings[name]?.label} · `)
})

test('what is sent once says so', () => {
  const [trigger] = ventris.triggers

  const said = wireWords(ventris, {}, { control: undefined, cc: trigger?.cc ?? 0, value: 5 })

  expect(said).toBe(`${trigger?.label}: 5, sent once`)
  expect(wireWords(ventris, {}, { control: undefined, cc: 3, value: 5 })).toBe('CC 3: 5, sent once')
})
