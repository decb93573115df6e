/** One line of IRC with Twitch's tags: text to parts, parts to text that can never hold a second line. */

export type Tags = Readonly<Record<string, string>>

export type Line = {
  readonly tags?: Tags
  readonly prefix?: string
  readonly command: string
  readonly params?: readonly string[]
}

const escapes: Readonly<Record<string, string>> = {
  ';': '\\:',
  ' ': '\\s',
  '\\': '\\\\',
  '\r': '\\r',
  '\n': '\\n',
}
const unescapes: Readonly<Record<string, string>> = { ':': ';', s: ' ', r: '\r', n: '\n' }

const escapeTag = (value: string) => value.replace(/[; \\\r\n]/g, (char) => escapes[char] ?? char)
const unescapeTag = (value: string) => value.replace(/\\(.?)/g, (_, char: string) => unescapes[char] ?? char)

const parseTags = (text: string): Tags =>
  Object.fromEntries(
    text.split(';').map((pair) => {
      const [name = '', ...value] = pair.split('=')
      return [name, unescapeTag(value.join('='))]
    }),
  )

const SHAPE = /^(?:@(?<tags>[^ ]+) +)?(?::(?<prefix>[^ ]+) +)?(?<command>[A-Za-z]+|\d{3})(?<rest>(?: .*)?)$/s

const parseParams = (rest: string): string[] => {
  const [words = '', ...trailing] = ` ${rest}`.split(' :')
  const params = words.split(' ').filter((word) => word !== '')
  return trailing.length === 0 ? params : [...params, trailing.join(' :')]
}

/** Undefined for what is no IRC line at all. The line must come without its CR LF. */
export const parseLine = (text: string): (Line & { readonly params: readonly string[] }) | undefined => {
  const { tags, prefix, command, rest = '' } = SHAPE.exec(text)?.groups ?? {}
  if (command === undefined) return undefined
  return {
    ...(tags === undefined ? {} : { tags: parseTags(tags) }),
    ...(prefix === undefined ? {} : { prefix }),
    command: command.toUpperCase(),
    params: parseParams(rest),
  }
}

const oneLine = (text: string) => text.replace(/[\r\n\0]+/g, ' ')

const formatParams = (params: readonly string[]) =>
  params.map((param, at) => (at === params.length - 1 ? `:${param}` : param))

/** Without CR LF: the transport frames it. The last parameter is always the trailing one. */
export const formatLine = ({ tags = {}, prefix, command, params = [] }: Line): string => {
  const tagged = Object.entries(tags).map(([name, value]) => `${name}=${escapeTag(value)}`)
  return oneLine(
    [
      ...(tagged.length === 0 ? [] : [`@${tagged.join(';')}`]),
      ...(prefix === undefined ? [] : [`:${prefix}`]),
      command,
      ...formatParams(params),
    ].join(' '),
  )
}
