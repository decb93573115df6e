/** What the doctor says of an OBS that lacks this and that, and what it makes. */
import { expect, test } from 'vitest'
import { ventris } from '../lounge/devices/index.ts'
import { lacksOf } from './doctor.ts'
import { map as loungeMap } from './lounge-map.ts'
import { type ObsMapInput, parseMap } from './map.ts'
import { memoryObs } from './testing/memory-obs.ts'

const rig = (map: ObsMapInput) => {
  const obs = memoryObs()
  const lacks = () => lacksOf(obs.call, parseMap(map, ventris))
  /** What it says, or why it can't be made. */
  const make = async () => {
    const said: string[] = []
    for (const { what, make } of await lacks())
      await make().then(
        () => said.push(what),
        ({ message }: Error) => said.push(`${what}: ${message}`),
      )
    return said
  }
  return { ...obs, lacks, make }
}

const now: ObsMapInput = { texts: [{ source: 'Now', text: '{engine}' }] }

test('what the lounge’s own map needs is made, and then nothing is lacking', async () => {
  const { make, lacks } = rig(loungeMap)
  const made = await make()

  expect(made).toContain('the filter "Lounge tint" on the source "Lounge backdrop"')
  expect(await lacks()).toEqual([])
})

test('a text that no scene is said for may stand in any, and is made where the stream is', async () => {
  const { make, lacks, scenes, choose, items } = rig(now)
  scenes.push('Live')
  choose('Live')
  const made = await make()

  expect(made).toEqual(['the source "Now"'])
  expect([...items.keys()]).toEqual(['Live/Now'])
  expect(await lacks()).toEqual([])
})

test('a picture of a text’s name is no text, and is not touched', async () => {
  const { make, inputs, others } = rig(now)
  inputs.set('Now', {})
  others.set('Now', 'image_source')

  expect(await make()).toEqual([expect.stringContaining('what has that name is a image_source; rename it')])
})

test('a filter on a source that nobody makes is said with the remedy', async () => {
  const { make } = rig({ filters: [{ source: 'Camera', filter: 'Tint', settings: {} }] })

  expect(await make()).toEqual([expect.stringContaining('no source "Camera"; name it among the map')])
})

test('an OBS without a browser source says so', async () => {
  const { make, kinds } = rig({
    sources: [{ source: 'Page', kind: 'browser', scenes: ['Live'], url: 'http://x/' }],
  })
  kinds.pop()

  expect((await make()).at(-1)).toContain('built without browser_source')
})
