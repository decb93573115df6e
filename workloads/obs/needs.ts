/** What a map needs OBS to have, each once: scenes, then sources in them, then filters on those. */
import type { ObsMap } from './map.ts'
import { obsColour } from './wanted.ts'

export type Source = ObsMap['sources'][number]

export type Needs = {
  scenes: readonly string[]
  /** One that no scene is said for may stand in any. */
  sources: readonly Source[]
  filters: readonly { source: string; filter: string; kind: string }[]
}

const once = <Item>(items: readonly Item[]): Item[] => [...new Set(items)]

const textSource = (map: ObsMap, source: string): Source => ({
  source,
  kind: 'text',
  scenes: map.visible.filter((one) => one.source === source).map(({ scene }) => scene),
})

export const needsOf = (map: ObsMap): Needs => {
  const said = [...map.scenes, ...map.visible].map(({ scene }) => scene)
  const scenes = once([...said, ...map.sources.flatMap((one) => one.scenes)])
  const known = new Set(map.sources.map(({ source }) => source))
  const named = once([...map.texts, ...map.visible].map(({ source }) => source)).filter(
    (name) => !known.has(name),
  )
  return {
    scenes,
    sources: [...map.sources, ...named.map((name) => textSource(map, name))],
    filters: map.filters.map(({ source, filter, kind }) => ({ source, filter, kind })),
  }
}

/** The size of the picture that sources are made for. */
const WIDTH = 1920
const HEIGHT = 1080

/** Kinds by what the machine's OBS has: Windows writes texts with another one. */
export const kindOf = (source: Source, has: readonly string[]): string => {
  if (source.kind === 'browser') return 'browser_source'
  const wanted = source.kind === 'text' ? /^text_(ft2|gdiplus)/ : /^color_source/
  const fallback = source.kind === 'text' ? 'text_ft2_source_v2' : 'color_source_v3'
  return has.find((kind) => wanted.test(kind)) ?? fallback
}

const colourOf = (colour: string) =>
  obsColour([1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as [number, number, number])

export const settingsOf = ({ kind, source, url, colour = '#000000' }: Source): Record<string, unknown> => {
  if (kind === 'browser') return { url, width: WIDTH, height: HEIGHT, reroute_audio: false }
  if (kind === 'colour') return { color: colourOf(colour), width: WIDTH, height: HEIGHT }
  return { text: source }
}
