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

/** A source or a filter, as a collection writes it. */
const written = (kind: string, name: string, uuid: string) => ({
  id: unversioned(kind),
  versioned_id: kind,
  name,
  uuid,
})

export const collectionOf = (map: ObsMap, { name, platform, uuid = randomUUID }: Options) => {
  const needs = needsOf(map)
  const { sources, filters } = needs
  const texts = sources.filter(({ kind }) => kind === 'text')
  const [first = name, ...others] = needs.scenes
  const scenes = [first, ...others]
  const inputs = sources.map((source) => ({
    ...written(kindOf(source, KINDS[platform]), source.source, uuid()),
    settings: settingsOf(source),
    filters: filters
      .filter((one) => one.source === source.source)
      .map(({ filter, kind }) => ({ ...written(kind, filter, uuid()), settings: {} })),
  }))
  const uuidOf = new Map(inputs.map((input) => [input.name, input.uuid]))
  const sceneOf = (scene: string) => {
    const items = sources.filter(({ scenes: [any = first, ...more] }) => [any, ...more].includes(scene))
    const shown = items.map((source, index) => ({
      ...{ id: index + 1, name: source.source, source_uuid: uuidOf.get(source.source), visible: true },
      ...{ pos: place(source, texts), scale: { x: 1, y: 1 } },
    }))
    return { ...written('scene', scene, uuid()), settings: { id_counter: items.length, items: shown } }
  }
  return {
    name,
    current_scene: first,
    current_program_scene: first,
    scene_order: scenes.map((scene) => ({ name: scene })),
    sources: [...inputs, ...scenes.map(sceneOf)],
  }
}
