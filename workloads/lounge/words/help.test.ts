import fc from 'fast-check'
import { expect, test } from 'vitest'
import { devices } from '../devices/index.ts'
import { parse } from '../grammar/parse.ts'
import { sayable } from '../knob.ts'
import { initialState } from '../state.ts'
import { flaws, texts } from '../testing/reply.ts'
import { loungeRig, mo, named } from '../testing/rig.ts'
import { commandTable, helpWords } from './help.ts'
import { crowdedWords, unsureWords } from './replies.ts'

const inHall = () => {
  const rig = loungeRig()
  rig.accepted(mo, named('engine', 'Hall'))
  return rig.state
}

const help = (topic?: string) => helpWords(topic, devices, inHall())

test('plain help names what the dials are today', () => {
  expect(help()).toContain('!dial1 5 (Bass) · !dial2 5 (Hall Size)')
  expect(helpWords(undefined, devices, initialState)).toContain(
    '!dial1 once an engine is chosen · !dial2 once',
  )
})

test.each([
  ['dial1', '!dial1 7 turns Bass (dial1 in Hall): a level from 0 to 10, or a step such as +1'],
  [
    'dial2',
    '!dial2 large turns Hall Size (dial2 in Hall): Normal, Medium, Large, Extra Large, Enormo-Hall, or a level',
  ],
  [
    '!Hall Size',
    '!hall size large turns Hall Size (dial2 in Hall): Normal, Medium, Large, Extra Large, Enormo-Hall, or a level',
  ],
  ['time', '!time 7 turns Time: a level from 0 to 10, or a step such as +1; viewers up to 9'],
  ['output', '!output 7 turns Output: a level from 0 to 10, or a step such as +1; moderators only'],
  [
    'shimmer',
    '!engine shimmer: there !dial1 turns Normal/Shimmer Crossfade, !dial2 turns Shimmer Regeneration',
  ],
  ['spring length', 'spring length is in True Spring: say !engine true spring first'],
  ['preset save', '!preset save warm hall: saves what is set, at most 32 presets (moderators)'],
  ['undo', "!undo: takes back your last change; moderators anyone's"],
])('help on %s', (topic, said) => {
  expect(help(topic)).toBe(said)
})

test('help on the engine lists all of them', () => {
  const words = help('engine')

  for (const { name } of devices[0]?.engines ?? []) expect(words).toContain(name)
})

test('without an engine a dial is explained by what it is for', () => {
  expect(helpWords('dial1', devices, initialState)).toBe(
    '!dial1 5: the first dial; each engine puts its own control there',
  )
})

test('a topic that nobody knows gets a guess and the topics', () => {
  expect(help('shimer')).toMatch(
    /^There is no help on shimer — did you mean !help shimmer\? Ask about engine, time, /,
  )
  expect(help('xyzzy')).toMatch(/^There is no help on xyzzy\. Ask about engine, time, /)
})

const [ventris] = devices
const engines = ventris?.engines.map(({ name }) => name) ?? []

const topics = [
  ...[...commandTable.map(({ name }) => name), ...engines],
  ...devices.flatMap((profile) => sayable(profile)),
]

test.each(topics)('there is help on %s', (topic) => {
  const words = help(topic)

  expect(flaws(words)).toEqual([])
  expect(words).not.toContain('There is no help')
})

/** The line that help gives as an example, done by the reducer. */
const tryExample = (rig: ReturnType<typeof loungeRig>, topic: string) => {
  const example = /^(!.+?) turns /.exec(helpWords(topic, devices, rig.state))?.[1] ?? ''
  const command = parse(example, devices)
  return command?.do === 'ask' ? rig.refused(mo, command.intent) : command
}

test.each(engines)(
  'in %s the examples for its dials, for time and for pre-delay work as they stand',
  (name) => {
    const rig = loungeRig()
    rig.accepted(mo, named('engine', name))
    const labels = Object.values(ventris?.engines.find((engine) => engine.name === name)?.meanings ?? {})

    for (const topic of ['dial1', 'dial2', 'time', 'predelay', ...labels.map(({ label }) => label)])
      expect(tryExample(rig, topic), topic).toBe('accepted')
  },
)

test('help is one clean line on any topic', () => {
  const state = inHall()

  fc.assert(
    fc.property(texts, ([text]) => {
      expect(flaws(helpWords(text, devices, state))).toEqual([])
    }),
  )
})

test('a device without engines is helped with what it has', () => {
  const gm2 = devices.filter(({ id }) => id === 'gm2')

  expect(helpWords(undefined, gm2, initialState)).toMatch(/^Turn the pedal: !modulation 7 · /)
  expect(helpWords(undefined, gm2, initialState)).not.toContain('engine')
})

test('help without any device still shows the commands', () => {
  expect(flaws(helpWords(undefined, [], initialState))).toEqual([])
})

test('not to know is said as such', () => {
  expect(unsureWords()).toBe('I do not know yet whether that went through; !status will tell')
})

test('a crowd is told that nothing was changed', () => {
  expect(crowdedWords()).toBe('too many at once: nothing was changed; try again in a moment')
  expect(flaws(crowdedWords())).toEqual([])
})
