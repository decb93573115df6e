/** The map: which thing in OBS follows what in the lounge. Nothing that it does not name is ever touched. */
import { z } from 'zod'
import type { Profile } from '../lounge/profile.ts'
import { PLACES } from '../lounge/screen/screen.ts'
import { faultsOf } from '../service/faults.ts'
import { quoted } from '../service/problem.ts'

const Name = z.string().min(1).max(200)

/** What a text may say: `{engine} · time {time}`. */
const WORDS = [
  ...['engine', 'unit', 'preset', 'player', 'who', 'what', 'device'],
  ...PLACES,
  ...PLACES.map((place) => `${place}.label`),
] as const

const strayWord = (text: string) =>
  [...text.matchAll(/\{([^{}]*)\}/g)].find(([, word]) => !WORDS.some((one) => one === word))?.[1]

const Template = z.string().superRefine((text, context) => {
  const stray = strayWord(text)
  if (stray !== undefined)
    context.addIssue({
      code: 'custom',
      message: `has {${stray}}; it may have ${WORDS.map((w) => `{${w}}`).join(' ')}`,
    })
})

/** All of what is said must be so. */
export const Condition = z.strictObject({
  /** Engine ids, e.g. `shimmer`. */
  engine: z.array(z.string()).min(1).optional(),
  preset: z.string().optional(),
  pedal: z.enum(['there', 'no-port', 'away']).optional(),
  locked: z.boolean().optional(),
  pending: z.boolean().optional(),
  /** A help card is shown. */
  card: z.boolean().optional(),
})
export type Condition = z.infer<typeof Condition>

const Place = z.enum(PLACES)
const Colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as "#d30000"')

/** A number that follows a knob's travel, a colour between two, one by engine, or always the same. */
export const Setting = z.union([
  z.strictObject({ by: Place, from: z.number(), to: z.number() }),
  z.strictObject({ by: Place, from: Colour, to: Colour }),
  z.strictObject({ byEngine: z.record(z.string(), z.union([z.number(), Colour])) }),
  z.strictObject({ always: z.union([z.number(), z.boolean(), Colour]) }),
])
export type Setting = z.infer<typeof Setting>

export const ObsMap = z.strictObject({
  texts: z.array(z.strictObject({ source: Name, text: Template })).default([]),
  /** The first whose condition holds is put on air, unless a scene is on air that is not among these. */
  scenes: z.array(z.strictObject({ scene: Name, when: Condition })).default([]),
  visible: z.array(z.strictObject({ scene: Name, source: Name, when: Condition })).default([]),
  filters: z
    .array(
      z.strictObject({
        source: Name,
        filter: Name,
        /** OBS's own name for the kind, for making it. */
        kind: z.string().default('color_filter_v2'),
        settings: z.record(z.string(), Setting),
      }),
    )
    .default([]),
  /** What `obs-doctor` and the scene collection make of a source that is not a text. */
  sources: z
    .array(
      z.strictObject({
        source: Name,
        kind: z.enum(['browser', 'colour', 'text']),
        scenes: z.array(Name).min(1),
        /** Of a browser source: where the overlay is. */
        url: z.url().optional(),
        /** Of a colour source. */
        colour: Colour.optional(),
      }),
    )
    .default([]),
})
export type ObsMap = z.infer<typeof ObsMap>
export type ObsMapInput = z.input<typeof ObsMap>

/** What is named twice would be set to one and the other for ever. */
const refuseTwins = ({ texts, visible, filters, sources }: ObsMap) => {
  const named = [
    ...texts.map(({ source }) => `the text ${quoted(source)}`),
    ...visible.map(({ source, scene }) => `the source ${quoted(source)} in the scene ${quoted(scene)}`),
    ...filters.map(({ source, filter }) => `the filter ${quoted(filter)} on ${quoted(source)}`),
    ...sources.map(({ source }) => `the source ${quoted(source)} among its sources`),
  ]
  const twin = named.find((name, at) => named.indexOf(name) !== at)
  if (twin !== undefined) throw new Error(`The map names ${twin} twice; once is enough.`)
}

/** The first scene that may be on air is. */
const refuseUnreachable = ({ scenes }: ObsMap) => {
  const always = scenes.findIndex(({ when }) => Object.keys(when).length === 0)
  const [first, next] = [scenes[always], scenes[always + 1]]
  if (always < 0 || first === undefined || next === undefined) return
  throw new Error(
    `The map's scene "${first.scene}" is always right, so that "${next.scene}" never is: put it last.`,
  )
}

const enginesIn = (map: ObsMap): string[] => [
  ...[...map.scenes, ...map.visible].flatMap(({ when }) => when.engine ?? []),
  ...map.filters.flatMap(({ settings }) =>
    Object.values(settings).flatMap((setting) =>
      'byEngine' in setting ? Object.keys(setting.byEngine) : [],
    ),
  ),
]

const refuseStrangers = (map: ObsMap, { name, engines }: Profile) => {
  const known = engines.map(({ id }) => id)
  const stray = enginesIn(map).find((id) => !known.includes(id))
  if (stray === undefined) return
  throw new Error(`The map speaks of an engine "${stray}"; the ${name} has ${known.join(', ')}.`)
}

/** Throws one sentence that says where the map is wrong and what would be right. */
export const parseMap = (input: unknown, profile: Profile): ObsMap => {
  const result = ObsMap.safeParse(input)
  if (result.success) {
    refuseStrangers(result.data, profile)
    refuseTwins(result.data)
    refuseUnreachable(result.data)
    return result.data
  }
  const [fault] = faultsOf(result.error, { input, whole: 'the map', schema: ObsMap })
  throw new Error(`The map is wrong: ${fault?.detail ?? 'it cannot be read'}.`)
}
