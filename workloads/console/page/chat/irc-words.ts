/** Reads and writes the few lines of Twitch's IRC that a chat page needs. */

export type ChatMessage = {
  command: string
  login: string
  text: string
  /** The message's own id, the same on every connection that hears it. */
  id: string
  /** The speaker's name for people; their login when there is none. */
  name: string
  badges: readonly string[]
  /** Epoch milliseconds by the server's clock, 0 when it did not say. */
  at: number
}

const LINE = /^(?:@(?<tags>\S+) +)?(?::(?<prefix>\S+) +)?(?<command>\S+)(?<rest>.*)$/

const UNESCAPED: Readonly<Record<string, string>> = { ':': ';', s: ' ', r: '', n: '', '\\': '\\' }
const unescapeTag = (value: string) =>
  value.replace(/\\(.?)/g, (_, letter: string) => UNESCAPED[letter] ?? letter)

type Tags = { id?: string; badges?: string; 'display-name'?: string; 'tmi-sent-ts'?: string }

const tagsOf = (raw: string): Tags =>
  Object.fromEntries(
    raw.split(';').map((tag) => {
      const [key = '', ...value] = tag.split('=')
      return [key, unescapeTag(value.join('='))]
    }),
  )

const textOf = (rest: string) => {
  const start = rest.indexOf(' :')
  return start === -1 ? (rest.trim().split(' ').at(-1) ?? '') : rest.slice(start + 2)
}

const badgesOf = (tag: string | undefined) =>
  (tag ?? '')
    .split(',')
    .filter((badge) => badge !== '')
    .map((badge) => badge.split('/')[0] ?? '')

export const parse = (raw: string): ChatMessage => {
  const { tags = '', prefix = '', command = '', rest = '' } = LINE.exec(raw)?.groups ?? {}
  const tag = tagsOf(tags)
  const login = prefix.split('!')[0] ?? ''
  return {
    command,
    login,
    text: textOf(rest),
    id: tag.id ?? '',
    name: tag['display-name'] || login,
    badges: badgesOf(tag.badges),
    at: Number(tag['tmi-sent-ts'] ?? 0),
  }
}

/** A chat line for the wire: one line, whatever was pasted. */
export const format = (channel: string, text: string) =>
  `PRIVMSG #${channel} :${text.replace(/[\r\n\0]+/g, ' ').trim()}`
