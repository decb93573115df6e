/** Defects that are planted in the shipped code, each where only few of all inputs come by: the fuzz must find every one. */

import type { Mutant } from '../mutants/mutant.ts'

type Fuzzed = Mutant & {
  /** Which part of the fuzz is to find it. */
  readonly by: 'lines' | 'requests' | 'values'
}

const throws = "throw new Error('planted')"
const port = { file: 'midi-node/port.ts', from: 'this.#open.out.send(bytes)' }
const oneLine = 'chat/one-line.ts'
const returned = 'return [...line].length <= letters'

export const MUTANTS: readonly Fuzzed[] = [
  {
    name: 'one setting of one control of reverb B becomes 128',
    edits: [
      {
        file: 'lounge/reducer/set.ts',
        from: 'const to = Math.min(asked, limit)',
        to: "const to = knob.id === 'b.ep3' && asked === 101 ? 128 : Math.min(asked, limit)",
      },
    ],
    by: 'values',
    says: /would not take|was to be sent/,
  },
  {
    name: 'the node sends 128 for one value of one control',
    edits: [
      { ...port, to: 'this.#open.out.send(bytes[1] === 39 && bytes[2] === 101 ? [176, 39, 128] : bytes)' },
    ],
    by: 'values',
    says: /the port was given 176,39,128/,
  },
  {
    name: 'the node leaves out one value of one control',
    edits: [{ ...port, to: 'if (bytes[1] !== 39 || bytes[2] !== 101) this.#open.out.send(bytes)' }],
    by: 'values',
    says: /CC 39 = 101 never came/,
  },
  {
    name: 'midi desires 128 for a control that is reset',
    edits: [
      {
        file: 'lounge/reducer/set.ts',
        from: '...defaults, ...unset',
        to: "...defaults, ...unset, 'b.mix': 128",
      },
    ],
    by: 'requests',
    says: /50[03]: /,
  },
  {
    name: 'the name of one engine brings a second line',
    edits: [
      {
        file: oneLine,
        from: returned,
        to: `if (/Swell/.test(line)) return line.replace(' ', '\\r\\n')\n  ${returned}`,
      },
    ],
    by: 'lines',
    says: /a reply holds a control character/,
  },
  {
    name: 'a name that begins with a slash is a command',
    edits: [
      { file: oneLine, from: ".replace(LEADING, '')", to: '' },
      { file: 'chat/bot/bot.ts', from: 'text: `@', to: 'text: `' },
    ],
    by: 'lines',
    says: /a reply is a command/,
  },
  {
    name: 'the parser throws for one plane of Unicode',
    edits: [
      {
        file: 'lounge/grammar/parse.ts',
        from: 'const words = wordsOf(line)',
        to: `if (/[\\u{E0000}-\\u{EFFFF}]/u.test(line)) ${throws}\n  const words = wordsOf(line)`,
      },
    ],
    by: 'lines',
    says: /planted/,
  },
  {
    name: 'chat leaves a rejection to nobody when somebody is cleared',
    edits: [
      {
        file: 'chat/bot/bot.ts',
        from: 'this.#replies.cancel(',
        to: "if (clear.of === 'person') void Promise.reject(new Error('planted'))\n    this.#replies.cancel(",
      },
    ],
    by: 'lines',
    says: /a rejection that nobody handled/,
  },
  {
    name: 'one route of midi fails for one page',
    edits: [
      {
        file: 'midi/app.ts',
        from: "const { before, limit } = c.req.valid('query')",
        to: `const { before, limit } = c.req.valid('query')\n      if (limit === 7) ${throws}`,
      },
    ],
    by: 'requests',
    says: /500: /,
  },
]

/** Only the part that is to find it: with nothing to do the others end at once. */
export const argsOf = ({ by }: Fuzzed, seed: number) => [
  ...['--seed', String(seed)],
  ...(by === 'lines' ? [] : ['--lines', '0']),
  ...(by === 'requests' ? [] : ['--requests', '0']),
  ...(by === 'values' ? [] : ['--no-values']),
]
