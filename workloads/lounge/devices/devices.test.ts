import { describe, expect, test } from 'vitest'
import { defaultValues, engineTurns, type Knob, knob } from '../knob.ts'
import { bare, lexicon } from '../lexicon.ts'
import { normalise, tryFindByName } from '../name.ts'
import { type Choice, type Control, type Engine, Profile } from '../profile.ts'
import { devices, findDevice, gm2, tryFindDevice, ventris } from './index.ts'

const withoutTwins = (words: readonly string[]) => new Set(words).size === words.length

/** What each word could mean; a word with more than one meaning is ambiguous. */
const meanings = (entries: readonly (readonly [string, unknown])[]) => {
  const found = new Map<string, Set<unknown>>()
  for (const [word, meant] of entries)
    found.set(normalise(word), (found.get(normalise(word)) ?? new Set()).add(meant))
  return [...found].filter(([, meant]) => meant.size > 1).map(([word]) => word)
}

const namesOf = (control: Control) =>
  [bare(control), control.label, ...(control.aliases ?? [])].map((word) => [word, bare(control)] as const)
const choiceNames = (choices: readonly Choice[]) =>
  choices.flatMap(({ value, name, aliases = [] }) => [name, ...aliases].map((word) => [word, value] as const))
const engineNames = (engines: readonly Engine[]) =>
  engines.flatMap(({ value, id, name, aliases = [] }) =>
    [id, name, ...aliases].map((word) => [word, value] as const),
  )
const meaningNames = ({ meanings: all }: Engine) =>
  Object.entries(all).flatMap(([name, { label, aliases = [] }]) =>
    [label, ...aliases].map((word) => [word, name] as const),
  )

/** Every unit in every engine. */
const everyEngine = ({ units, engines }: Profile) =>
  units.flatMap(({ id: unit }) =>
    engines.map((engine) => ({ unit, engine, values: { [`${unit}.engine`]: engine.value } })),
  )

const isInRange = (it: Knob | undefined, value: number | null) =>
  it !== undefined && value !== null && value >= it.min && value <= it.max

describe.each(devices.map((profile) => [profile.id, profile] as const))('%s', (_, profile) => {
  test('is a well-formed profile', () => {
    expect(Profile.parse(profile)).toEqual(profile)
  })

  test('every id and every CC is there once', () => {
    expect(withoutTwins(profile.controls.map(({ id }) => id))).toBe(true)
    expect(withoutTwins([...profile.controls, ...profile.triggers].map(({ cc }) => String(cc)))).toBe(true)
    expect(withoutTwins(profile.engines.map(({ id }) => id))).toBe(true)
    expect(withoutTwins(profile.engines.map(({ value }) => String(value)))).toBe(true)
  })

  test('an id is its unit and its name, and the unit is one of its own', () => {
    const units = profile.units.map(({ id }) => id)

    for (const { id, unit } of profile.controls.filter((control) => control.unit !== undefined)) {
      expect(units).toContain(unit)
      expect(id.startsWith(`${unit}.`)).toBe(true)
    }
  })

  test('every range, position and limit is in order', () => {
    const all = profile.controls.flatMap((control) => [
      control,
      ...profile.engines.flatMap(({ meanings: of }) => {
        const meaning = of[bare(control)]
        return meaning ? [{ ...control, choices: undefined, ...meaning }] : []
      }),
    ])
    for (const { min = 0, max = 127, choices = [], viewerMax = max } of all) {
      expect(min).toBeLessThanOrEqual(max)
      expect(viewerMax).toBeGreaterThanOrEqual(min)
      expect(viewerMax).toBeLessThanOrEqual(max)
      expect(withoutTwins(choices.map(({ value }) => String(value)))).toBe(true)
      for (const { value } of choices) expect(value >= min && value <= max).toBe(true)
    }
  })

  test('every dial turns a control that does something in that engine', () => {
    for (const { engine, unit, values } of everyEngine(profile)) {
      const turned = Object.values(engine.dials).map((name) => knob(profile, values, `${unit}.${name}`)?.role)
      expect(turned.every((role) => role === 'viewer')).toBe(true)
    }
  })

  test('every meaning is of a control that each unit has', () => {
    const ids = profile.controls.map(({ id }) => id)

    for (const { engine, unit } of everyEngine(profile))
      expect(ids).toEqual(
        expect.arrayContaining(Object.keys(engine.meanings).map((name) => `${unit}.${name}`)),
      )
  })

  test('the default state is in range, alive and within what a viewer may do', () => {
    const values = defaultValues(profile)

    for (const [id, value] of Object.entries(values)) {
      const it = knob(profile, values, id)
      expect(it).toBeDefined()
      expect(value).toBeGreaterThanOrEqual(it?.min ?? 128)
      expect(value).toBeLessThanOrEqual(it?.viewerMax ?? it?.max ?? -1)
    }
  })

  test('changing to any engine sets what is in its range there, and nothing of the other unit', () => {
    const turns = everyEngine(profile).flatMap(({ engine, unit, values }) =>
      Object.entries(engineTurns(profile, engine, unit)).map(([id, to]) => ({ id, to, unit, values })),
    )

    for (const { id, unit } of turns) expect(id.startsWith(`${unit}.`)).toBe(true)
    for (const { id, to, values } of turns.filter((turn) => turn.to !== null))
      expect(isInRange(knob(profile, values, id), to)).toBe(true)
    for (const { id } of turns.filter((turn) => turn.to === null))
      expect(profile.controls.find((control) => control.id === id)?.byEngine).toBe(true)
  })

  test('no name means two controls, and none of an engine means two of its own', () => {
    const controls = profile.controls.flatMap(namesOf)

    expect(meanings(controls)).toEqual([])
    for (const engine of profile.engines) {
      const own = engine.dials
      const dials = Object.entries(own).map(([dial, name]) => [dial, name] as const)
      expect(meanings([...controls, ...dials, ...meaningNames(engine)])).toEqual([])
    }
  })

  test('no name means two engines or two positions', () => {
    expect(meanings(engineNames(profile.engines))).toEqual([])
    for (const { choices = [] } of profile.controls) expect(meanings(choiceNames(choices))).toEqual([])
    for (const engine of profile.engines)
      for (const { choices = [] } of Object.values(engine.meanings))
        expect(meanings(choiceNames(choices))).toEqual([])
  })

  test('every name can be typed and is spelled as people read it', () => {
    const { spellings } = lexicon(profile)

    expect(withoutTwins(spellings.map(normalise))).toBe(true)
    for (const spelling of spellings) {
      expect(normalise(spelling)).not.toBe('')
      expect(spelling).toBe(spelling.toLowerCase())
    }
  })

  test('every figure says where it is from', () => {
    const sources = [
      profile.source,
      ...profile.controls.map(({ source }) => source),
      ...profile.triggers.map(({ source }) => source),
      ...profile.engines.flatMap(({ source, meanings: of }) => [
        source,
        ...Object.values(of).map((meaning) => meaning.source),
      ]),
    ]

    for (const source of sources) expect(source.length).toBeGreaterThan(10)
  })
})

test('engines are found by whatever people call them', () => {
  const found = (said: string) => tryFindByName(ventris.engines, said)?.id

  expect(
    ['spring', 'True Spring', 'dome', 'e-dome', 'echo verb', 'echo', 'lo fi', 'mod verb'].map(found),
  ).toEqual(['truespring', 'truespring', 'edome', 'edome', 'echoverb', 'echoverb', 'lofi', 'modverb'])
  expect(['mod', 'modulate', 'outboard', 'metal', 'METALBOX', 'backwards'].map(found)).toEqual([
    'modverb',
    'modverb',
    'outboardspring',
    'metalbox',
    'metalbox',
    'reverse',
  ])
})

test('a device is found by its id, and one that is not there is named with those that are', () => {
  expect(findDevice('gm2')).toBe(gm2)
  expect(tryFindDevice('bigsky')).toBeUndefined()
  expect(() => findDevice('bigsky')).toThrow('There is no device "bigsky"; there are: ventris, gm2.')
})
