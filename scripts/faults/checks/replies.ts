/** The room: whoever was told that something is done finds it in the log, and nothing is in the log that nobody said. */
import type { Change, Evidence, Line, Violation } from '../evidence.ts'

/** An acknowledgement: to whom, and what it says was done. */
type Told = { at: number; name: string; words: string }

/** A reply's words → the lines that it may answer. */
type Deed = { said: RegExp; told: RegExp; agree?: (line: string, words: string) => boolean }

/** "Time B" and "time b", "Pre-Delay" and "predelay". */
const bare = (name: string) => name.toLowerCase().replaceAll('-', '')

/** "!time b 7.3" and "Time B set to 7.3", "!engine spring" and "Engine set to True Spring"; a limit is another number, a mode has other names. */
const sameKnob = (line: string, words: string) => {
  const [, name = '', got = ''] = /^(.+?) (?:set to|is at) (.+?)(?: already|;| 🎶| [—·]|$)/u.exec(words) ?? []
  const [, knob = '', asked = ''] = /^!(\w+(?: b)?) (\S.*)$/.exec(line) ?? []
  const isStep = /^[+-]/.test(asked)
  const isLimited = words.includes('the most viewers may set')
  const isValue = isStep || isLimited || knob === 'mode' || bare(got).includes(bare(asked))
  return bare(name) === bare(knob) && isValue
}

const anyPreset = (line: string, words: string) => words.includes(line.split(' ').at(-1) ?? '')

const DEEDS: readonly Deed[] = [
  { said: /^!\w+ \S/, told: /^\S.* (set to|is at) /, agree: sameKnob },
  { said: /^!undo/, told: /^Undone/ },
  { said: /^!reset/, told: /is back to its defaults/ },
  { said: /^!resync/, told: /^Every setting goes out/ },
  { said: /^!lock/, told: /^Locked (until|for)/ },
  { said: /^!unlock/, told: /^Unlocked/ },
  { said: /^!player/, told: /^The player is/, agree: anyPreset },
  { said: /^!preset save/, told: /^Preset .* saved/, agree: anyPreset },
  { said: /^!preset (?!save)/, told: /^Preset .* is on/, agree: anyPreset },
]

/** A line of the bot may hold several replies. */
const told = ({ replies }: Evidence): Told[] =>
  replies.flatMap(({ at, text }) =>
    text.split(/ · (?=@)/).flatMap((part) => {
      const [, name = '', words = ''] = /^@(\S+) (.*)$/s.exec(part) ?? []
      return DEEDS.some((deed) => deed.told.test(words)) ? [{ at, name, words }] : []
    }),
  )

const answers = ({ name, words, at }: Told, line: Line) =>
  line.login === name.toLowerCase() &&
  line.at <= at &&
  DEEDS.some(
    ({ said, told, agree = () => true }) =>
      told.test(words) && said.test(line.text) && agree(line.text, words),
  )

const changesById = ({ commits }: Evidence) =>
  new Map(commits.flatMap(({ changes }) => changes).map((change) => [change.id, change]))

/**
 * Each acknowledgement takes one line that is in the log (a line that came twice may be answered twice); one that
 * finds none was a lie, or its change is lost.
 */
export const acknowledged = (evidence: Evidence): Violation[] => {
  const changes = changesById(evidence)
  const free = new Map<string, Line[]>()
  for (const line of evidence.lines)
    if (changes.has(line.id)) free.set(line.login, [...(free.get(line.login) ?? []), line])
  return told(evidence).flatMap((one) => {
    const open = free.get(one.name.toLowerCase()) ?? []
    const line = open.find((each) => answers(one, each))
    free.set(
      one.name.toLowerCase(),
      open.filter((each) => each !== line),
    )
    return line
      ? []
      : [{ rule: 'acknowledged', what: `@${one.name} was told "${one.words}", the log lacks it` }]
  })
}

const isStrange = ({ who }: Change, line: Line | undefined) => line !== undefined && who.login !== line.login

/** A change goes by the id of a line, and by whoever said that. */
export const spoken = (evidence: Evidence): Violation[] => {
  const lines = new Map(evidence.lines.map((line) => [line.id, line]))
  return evidence.commits
    .flatMap(({ changes }) => changes)
    .filter((change) => isStrange(change, lines.get(change.id)))
    .map(({ id, who }) => ({ rule: 'spoken', what: `${id} is in the log as said by ${who.login}` }))
}
