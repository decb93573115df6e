/** Says what a map needs and OBS lacks, and makes it where it may. */

import type { ObsMap } from './map.ts'
import { kindOf, needsOf, type Source, settingsOf } from './needs.ts'
import { type Call, NotThere } from './studio.ts'

/** One thing that OBS lacks. `make` rejects with a sentence when OBS can't have it. */
export type Lack = { what: string; make: () => Promise<void> }

const isThere = async (asked: Promise<unknown>) => {
  try {
    await asked
    return true
  } catch (error) {
    if (error instanceof NotThere) return false
    throw error
  }
}

const namesIn = (answer: Record<string, unknown>, list: string, name: string) =>
  (answer[list] as Record<string, string>[]).map((one) => String(one[name]))

const sceneLacks = async (call: Call, scenes: readonly string[]): Promise<Lack[]> => {
  const has = namesIn(await call('GetSceneList'), 'scenes', 'sceneName')
  return scenes
    .filter((scene) => !has.includes(scene))
    .map((scene) => ({
      what: `the scene "${scene}"`,
      make: async () => void (await call('CreateScene', { sceneName: scene })),
    }))
}

const create = async (call: Call, source: Source, scene: string) => {
  const kinds = (await call('GetInputKindList')).inputKinds as string[]
  const kind = kindOf(source, kinds)
  if (!kinds.includes(kind)) throw new Error(`this OBS was built without ${kind}; install one that has it`)
  const input = { inputName: source.source, inputKind: kind, inputSettings: settingsOf(source) }
  await call('CreateInput', { sceneName: scene, ...input })
}

/** The first scene makes it, the others show the same one. */
const put = async (call: Call, source: Source, scene: string) => {
  const has = namesIn(await call('GetInputList'), 'inputs', 'inputName')
  if (!has.includes(source.source)) return create(call, source, scene)
  await call('CreateSceneItem', { sceneName: scene, sourceName: source.source })
}

const itemLacks = async (call: Call, source: Source): Promise<Lack[]> => {
  const lacks: Lack[] = []
  for (const scene of source.scenes) {
    if (await isThere(call('GetSceneItemId', { sceneName: scene, sourceName: source.source }))) continue
    lacks.push({
      what: `the source "${source.source}" in the scene "${scene}"`,
      make: () => put(call, source, scene),
    })
  }
  return lacks
}

type Filter = ReturnType<typeof needsOf>['filters'][number]

const filterLacks = async (call: Call, { source, filter, kind }: Filter): Promise<Lack[]> => {
  const named = { sourceName: source, filterName: filter }
  if (await isThere(call('GetSourceFilter', named))) return []
  return [
    {
      what: `the filter "${filter}" on the source "${source}"`,
      make: async () =>
        void (await call('CreateSourceFilter', { ...named, filterKind: kind, filterSettings: {} })),
    },
  ]
}

/** In the order in which they can be made. */
export const lacksOf = async (call: Call, map: ObsMap): Promise<readonly Lack[]> => {
  const { scenes, sources, filters } = needsOf(map)
  const lacks = await sceneLacks(call, scenes)
  for (const source of sources) lacks.push(...(await itemLacks(call, source)))
  for (const filter of filters) lacks.push(...(await filterLacks(call, filter)))
  return lacks
}
