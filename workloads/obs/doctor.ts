/** Says what a map needs and OBS lacks, and makes it where it may. */

import type { ObsMap } from './map.ts'
import { kindOf, needsOf, type Source, settingsOf } from './needs.ts'
import { type Call, NotThere } from './studio.ts'

/** One thing that OBS lacks. `make` rejects with a sentence when OBS can't have it. */
export type Lack = { what: string; make: () => Promise<void> }

/** What OBS answers; undefined when it lacks what was asked for. */
const tryAsk = <Answer>(asked: Promise<Answer>): Promise<Answer | undefined> =>
  asked.catch((error: Error) => {
    if (error instanceof NotThere) return undefined
    throw error
  })

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

/** Whoever laid the scenes out by hand put it where they like; else it goes where the stream is. */
const anywhere = async (call: Call, source: Source): Promise<Lack[]> => {
  if (await tryAsk(call('GetInputSettings', { inputName: source.source }))) return []
  const make = async () => {
    const { currentProgramSceneName } = await call('GetCurrentProgramScene')
    await create(call, source, String(currentProgramSceneName))
  }
  return [{ what: `the source "${source.source}"`, make }]
}

const itemLacks = async (call: Call, source: Source): Promise<Lack[]> => {
  if (source.scenes.length === 0) return anywhere(call, source)
  const lacks: Lack[] = []
  for (const scene of source.scenes) {
    if (await tryAsk(call('GetSceneItemId', { sceneName: scene, sourceName: source.source }))) continue
    lacks.push({
      what: `the source "${source.source}" in the scene "${scene}"`,
      make: () => put(call, source, scene),
    })
  }
  return lacks
}

/** A text that is set on anything else is never seen. */
const kindLacks = async (call: Call, source: string): Promise<Lack[]> => {
  const answer = await tryAsk(call('GetInputSettings', { inputName: source }))
  const kind = answer?.inputKind
  if (answer === undefined || /^text_/.test(String(kind))) return []
  const refuse = async () => {
    throw new Error(`what has that name is a ${kind}; rename it, or name another source in the map`)
  }
  return [{ what: `the text source "${source}"`, make: refuse }]
}

type Filter = ReturnType<typeof needsOf>['filters'][number]

const filterLacks = async (call: Call, { source, filter, kind }: Filter): Promise<Lack[]> => {
  const named = { sourceName: source, filterName: filter }
  if (await tryAsk(call('GetSourceFilter', named))) return []
  const make = async () => {
    const made = await tryAsk(
      call('CreateSourceFilter', { ...named, filterKind: kind, filterSettings: {} }).then(() => true),
    )
    if (!made) throw new Error(`OBS has no source "${source}"; name it among the map's sources`)
  }
  return [{ what: `the filter "${filter}" on the source "${source}"`, make }]
}

/** In the order in which they can be made. */
export const lacksOf = async (call: Call, map: ObsMap): Promise<readonly Lack[]> => {
  const { scenes, sources, filters } = needsOf(map)
  const lacks = await sceneLacks(call, scenes)
  for (const source of sources) lacks.push(...(await itemLacks(call, source)))
  for (const { source } of map.texts) lacks.push(...(await kindLacks(call, source)))
  for (const filter of filters) lacks.push(...(await filterLacks(call, filter)))
  return lacks
}
