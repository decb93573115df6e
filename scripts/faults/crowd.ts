/** Viewers and moderators who say things, steadily, as the seed wills. */
import { IrcClient } from './irc-client.ts'
import type { Random } from './random.ts'

type Options = {
  readonly port: number
  readonly channel: string
  /** Lets moderators in. */
  readonly key: string
  readonly viewers: number
  readonly moderators: readonly string[]
  readonly random: Random
  /** Mean milliseconds between two lines. */
  readonly everyMs: number
}

const KNOBS = ['time', 'mix', 'predelay', 'treble', 'bass', 'time b', 'mix b']
const ENGINES = ['room', 'hall', 'plate', 'spring', 'shimmer', 'echo', 'lo-fi']
const PRESETS = ['warm', 'cold']

/** One decimal: the more values there are, the harder it is to be right by chance. */
const level = (random: Random) => (random.below(101) / 10).toString()

const turn = (random: Random) => `!${random.pick(KNOBS)} ${level(random)}`

const VIEWER: readonly ((random: Random) => string)[] = [
  ...Array.from({ length: 12 }, () => turn),
  (random) => `!engine ${random.pick(ENGINES)}`,
  () => '!undo',
  () => '!undo',
  (random) => `!preset ${random.pick(PRESETS)}`,
  (random) => `!player ${random.pick(['ABC', 'SAX', '8B'])}`,
  () => '!status',
  () => '!help',
  () => 'what a song!',
  (random) => `!${random.pick(KNOBS)} +1`,
]

const MODERATOR: readonly ((random: Random) => string)[] = [
  ...Array.from({ length: 6 }, () => turn),
  (random) => `!engine ${random.pick(ENGINES)}`,
  (random) => `!engine b ${random.pick(ENGINES)}`,
  () => '!lock 1',
  () => '!unlock',
  () => '!unlock',
  () => '!unlock',
  () => '!resync',
  () => '!reset',
  () => '!undo',
  (random) => `!preset save ${random.pick(PRESETS)}`,
  (random) => `!mode ${random.pick(['a', 'b', 'parallel', 'series'])}`,
]

export class Crowd {
  readonly #options: Options
  readonly #viewers: readonly IrcClient[]
  readonly #moderators: readonly IrcClient[]
  #timer: NodeJS.Timeout | undefined

  constructor(options: Options) {
    const { port, channel, key, viewers, moderators } = options
    this.#options = options
    this.#viewers = Array.from(
      { length: viewers },
      (_, index) => new IrcClient({ port, channel, nick: `viewer${index}` }),
    )
    this.#moderators = moderators.map((nick) => new IrcClient({ port, channel, nick, pass: key }))
  }

  get isIn() {
    return [...this.#viewers, ...this.#moderators].every((one) => one.isIn)
  }

  /** They speak until told to be quiet. */
  speak() {
    if (this.#timer) return
    const { random, everyMs } = this.#options
    const sayOne = () => {
      this.#sayOne()
      this.#timer = setTimeout(sayOne, random.between(0, 2 * everyMs))
    }
    this.#timer = setTimeout(sayOne, 0)
  }

  quiet() {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  close() {
    this.quiet()
    for (const one of [...this.#viewers, ...this.#moderators]) one.close()
  }

  #sayOne() {
    const { random } = this.#options
    const isModerator = random.next() < 0.2
    const somebody = random.pick(isModerator ? this.#moderators : this.#viewers)
    somebody.say(random.pick(isModerator ? MODERATOR : VIEWER)(random))
  }
}
