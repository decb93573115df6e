/** What every reply must be, and how to put anything at all into the strings it is made of. */
import fc from 'fast-check'

const MAX = 300

/** Things that bite: IRC lines, links, mentions, chat commands, markup, marks that turn the writing direction. */
const hostile = fc.constantFrom(
  '/ban ana',
  '.timeout ana',
  '\\me',
  'a\r\nPRIVMSG #other :pwned',
  'https://evil.example/x',
  'evil.example',
  '@everyone',
  '\u202eevil',
  '<script>',
  '',
  ' ',
  '\ud83c',
  'W'.repeat(600),
  '🎷'.repeat(300),
)

/** Strings to fill in, as many as a sample may have. */
export const texts = fc.array(fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 80 })), {
  minLength: 8,
  maxLength: 8,
})

/** What says which case it is stays; the schema lets nothing else in there. */
const FIXED = ['reason', 'kind', 'outcome', 'as', 'why', 'needs', 'fault', 'doing', 'role', 'platform']

/** Words for people are free text wherever they stand; a single one under these names is a case. */
const isCase = (key: string, value: string) => FIXED.includes(key) && !value.includes(' ')

/** The same sample with other strings in it. */
export const scrambled = <T>(sample: T, strings: readonly string[]): T => {
  const left = strings.values()
  const fill = (key: string, value: unknown): unknown =>
    typeof value === 'string' && !isCase(key, value) ? (left.next().value ?? strings[0]) : value
  return JSON.parse(JSON.stringify(sample), fill) as T
}

/** One line of plain talk: short, no chat command, no link, no mention, nothing invisible, never "failed". */
const RULES: Record<string, (text: string) => boolean> = {
  'is empty': (text) => text === '',
  'is too long': (text) => text.length > MAX,
  'has space around it': (text) => text.trim() !== text,
  'has invisible characters': (text) => /\p{C}/u.test(text),
  'begins like a chat command': (text) => /^[/.\\]/.test(text),
  'mentions someone': (text) => text.includes('@'),
  'has a link': (text) => /:\/\/|\w\.\p{L}/u.test(text.replaceAll('e.g.', '')),
  'has markup': (text) => /<script/i.test(text),
  'says failed': (text) => /failed/i.test(text),
  'sings twice': (text) => (text.match(/\p{Extended_Pictographic}/gu) ?? []).length > 1,
}

/** What is wrong with a reply, nothing when it may be said. */
export const flaws = (text: string): string[] =>
  Object.keys(RULES)
    .filter((rule) => RULES[rule]?.(text))
    .map((rule) => `${JSON.stringify(text)} ${rule}`)
