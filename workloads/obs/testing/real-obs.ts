/** What the tests' map needs of a real OBS, and how another hand makes it there and looks. */
import { expect, vi } from 'vitest'
import { ventris } from '../../lounge/devices/index.ts'
import type { Screen } from '../../lounge/screen/screen.ts'
import { lacksOf } from '../doctor.ts'
import { parseMap } from '../map.ts'
import type { Call, Connection } from '../studio.ts'
import { type Wanted, wantedOf } from '../wanted.ts'

export const MAP = parseMap(
  {
    texts: [{ source: 'Test engine', text: '{engine} · time {time}' }],
    scenes: [
      { scene: 'Test stars', when: { engine: ['shimmer'] } },
      { scene: 'Test lounge', when: {} },
    ],
    visible: [{ scene: 'Test lounge', source: 'Test lock', when: { locked: true } }],
    filters: [
      {
        source: 'Test backdrop',
        filter: 'Test tint',
        settings: { hue_shift: { by: 'time', from: -60, to: 60 } },
      },
    ],
    sources: [
      { source: 'Test backdrop', kind: 'colour', scenes: ['Test lounge', 'Test stars'], colour: '#2a1440' },
      { source: 'Test engine', kind: 'text', scenes: ['Test lounge', 'Test stars'] },
    ],
  },
  ventris,
)

export const until = (holds: () => Promise<void>) => vi.waitFor(holds, { timeout: 30_000, interval: 100 })

/** Everything that the map needs, and one of its scenes on air. */
export const make = async ({ call }: Connection) => {
  for (const { make } of await lacksOf(call, MAP)) await make()
  await call('SetCurrentProgramScene', { sceneName: 'Test lounge' })
}

/** What OBS says of each thing that is wanted. */
const looked = async (call: Call, wanted: Wanted): Promise<unknown> => {
  switch (wanted.kind) {
    case 'text':
      return (
        (await call('GetInputSettings', { inputName: wanted.source })).inputSettings as { text: string }
      ).text
    case 'scene':
      return (await call('GetCurrentProgramScene')).currentProgramSceneName
    case 'visible': {
      const scene = { sceneName: wanted.scene }
      const { sceneItemId } = await call('GetSceneItemId', { ...scene, sourceName: wanted.source })
      return (await call('GetSceneItemEnabled', { ...scene, sceneItemId })).sceneItemEnabled
    }
    case 'filter': {
      const filter = { sourceName: wanted.source, filterName: wanted.filter }
      return ((await call('GetSourceFilter', filter)).filterSettings as { hue_shift: number }).hue_shift
    }
  }
}

const meant = (wanted: Wanted) => {
  switch (wanted.kind) {
    case 'text':
      return wanted.text
    case 'scene':
      return wanted.scene
    case 'visible':
      return wanted.isVisible
    case 'filter':
      return wanted.settings.hue_shift
  }
}

/** Until OBS is as wanted; a test that waits too long has failed. */
export const agrees = ({ call }: Connection, screen: () => Screen) =>
  until(async () => {
    for (const wanted of wantedOf(MAP, screen())) {
      const is = await looked(call, wanted)
      if (typeof is === 'number') expect(is).toBeCloseTo(Number(meant(wanted)), 3)
      else expect(is).toBe(meant(wanted))
    }
  })
