/** A scene collection that has all that a map needs, as OBS imports one (Scene Collection → Import). */
import { randomUUID } from 'node:crypto'
import type { ObsMap } from './map.ts'
import { kindOf, needsOf, type Source, settingsOf } from './needs.ts'

type Options = {
  name: string
  /** Where it is to be opened: Windows writes texts with another kind. */
  platform: 'windows' | 'mac' | 'linux'
  /** @default random */
  uuid?: () => string
}

const KINDS: Record<Options['platform'], readonly string[]> = {
  windows: ['text_gdiplus_v3', 'color_source_v3'],
  mac: ['text_ft2_source_v2', 'color_source_v3'],
  linux: ['text_ft2_source_v2', 'color_source_v3'],
}

/** `color_source_v3` is the third version of `color_source`. */
const unversioned = (kind: string) => kind.replace(/_v\d+$/, '')

/** Texts are laid out under each other, so that none hides another; anything else fills the picture. */
const place = (source: Source, texts: readonly Source[]) =>
  source.kind === 'text' ? { x: 60, y: 640 + texts.indexOf(source) * 80 } : { x: 0, y: 0 }

export const collectionOf = (map: ObsMap, { name, platform, uuid = randomUUID }: Options) => {
  const { scenes, sources, filters } = needsOf(map)
  const texts = sources.filter(({ kind }) => kind === 'text')
  const [first = name] = scenes
  const inputs = sources.map((source) => {
    const kind = kindOf(source, KINDS[platform])
    const own = filters.filter((one) => one.source === source.source)
    return {
      ...{ id: unversioned(kind), versioned_id: kind, name: source.source, uuid: uuid() },
      settings: settingsOf(source),
      filters: own.map(({ filter, kind }) => ({
        ...{ id: unversioned(kind), versioned_id: kind, name: filter, uuid: uuid(), settings: {} },
      })),
    }
  })
  const uuidOf = new Map(inputs.map((input) => [input.name, input.uuid]))
  const sceneOf = (scene: string) => {
    const items = sources.filter((source) => source.scenes.includes(scene))
    const shown = items.map((source, index) => ({
      ...{ id: index + 1, name: source.source, source_uuid: uuidOf.get(source.source), visible: true },
      ...{ pos: place(source, texts), scale: { x: 1, y: 1 } },
    }))
    const settings = { id_counter: items.length, items: shown }
    return { id: 'scene', versioned_id: 'scene', name: scene, uuid: uuid(), settings }
  }
  return {
    name,
    current_scene: first,
    current_program_scene: first,
    scene_order: scenes.map((scene) => ({ name: scene })),
    sources: [...inputs, ...scenes.map(sceneOf)],
  }
}
