/** What OBS should be, by what the node has sent. */
import { expect, test } from 'vitest'
import { ventris } from '../lounge/devices/index.ts'
import { ana, level, mo, named } from '../lounge/testing/rig.ts'
import { shownRig } from '../lounge/testing/shown.ts'
import { type ObsMapInput, parseMap } from './map.ts'
import { wantedOf } from './wanted.ts'

const wanted = (input: ObsMapInput, rig: ReturnType<typeof shownRig>) =>
  wantedOf(parseMap(input, ventris), rig.screen())

test('a text says what was sent, not what waits', () => {
  const rig = shownRig()
  const texts = [{ source: 'Now', text: '{engine} · {dial2.label} {dial2} · time {time}' }]
  rig.ask(ana, named('engine', 'hall'))
  rig.send()
  rig.ask(ana, level('time', 7))

  expect(wanted({ texts }, rig)).toEqual([
    { kind: 'text', source: 'Now', text: 'Hall · Hall Size Normal · time 0.8' },
  ])
})

test('the first scene whose condition holds is wanted', () => {
  const rig = shownRig()
  const scenes = [
    { scene: 'Stars', when: { engine: ['shimmer'] } },
    { scene: 'Lounge', when: {} },
  ]
  const before = wanted({ scenes }, rig)
  rig.ask(ana, named('engine', 'shimmer'))
  rig.send()

  expect(before).toEqual([{ kind: 'scene', scene: 'Lounge', among: ['Stars', 'Lounge'] }])
  expect(wanted({ scenes }, rig)).toMatchObject([{ scene: 'Stars' }])
})

test('no condition holds: no scene is wanted', () => {
  expect(wanted({ scenes: [{ scene: 'Stars', when: { engine: ['shimmer'] } }] }, shownRig())).toEqual([])
})

test('a source is visible while all that is said of it is so', () => {
  const rig = shownRig()
  const visible = [{ scene: 'Live', source: 'Lock', when: { locked: true, pedal: 'there' as const } }]
  rig.send()
  const before = wanted({ visible }, rig)
  rig.ask(mo, { kind: 'lock', minutes: null })

  expect(before).toMatchObject([{ isVisible: false }])
  expect(wanted({ visible }, rig)).toMatchObject([{ isVisible: true }])
})

test('a filter follows a knob; what nobody knows is left alone', () => {
  const rig = shownRig()
  const settings = {
    hue_shift: { by: 'time' as const, from: -10, to: 10 },
    color_multiply: { by: 'time' as const, from: '#000000', to: '#ff8000' },
    opacity: { by: 'dial1' as const, from: 0, to: 1 },
  }
  rig.ask(mo, level('time', 10))
  rig.send()

  expect(wanted({ filters: [{ source: 'a', filter: 'b', settings }] }, rig)).toMatchObject([
    { settings: { hue_shift: 10, color_multiply: 0xff0080ff } },
  ])
})
