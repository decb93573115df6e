/** A scene collection has all that the map needs. */
import { expect, test } from 'vitest'
import { ventris } from '../lounge/devices/index.ts'
import { collectionOf } from './collection.ts'
import { map } from './lounge-map.ts'
import { parseMap } from './map.ts'

const made = (platform: 'windows' | 'linux') =>
  collectionOf(parseMap(map, ventris), { name: 'Lounge', platform, uuid: () => 'one' })

test('every scene has its sources, and each source its filters', () => {
  const { sources, scene_order } = made('linux')
  const backdrop = sources.find(({ name }) => name === 'Lounge backdrop')
  const scene = sources.find(({ name }) => name === 'Lounge stars')

  expect(scene_order).toEqual([{ name: 'Lounge stars' }, { name: 'Lounge' }])
  expect(backdrop).toMatchObject({ filters: [{ name: 'Lounge tint', id: 'color_filter' }] })
  expect(scene).toMatchObject({
    settings: { items: [{ name: 'Lounge backdrop' }, { name: 'Lounge overlay' }, {}, {}, {}] },
  })
})

test('texts are of the kind that the platform has', () => {
  const kinds = (platform: 'windows' | 'linux') => made(platform).sources.map(({ id }) => id)

  expect(kinds('windows')).toContain('text_gdiplus')
  expect(kinds('linux')).toContain('text_ft2_source')
})
