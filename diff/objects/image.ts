/** An image's reference, taken apart. */

export type Image = {
  readonly text: string
  /** Registry and path, written out: `docker.io/library/couchdb`. */
  readonly repository: string
  readonly registry: string
  readonly tag: string | undefined
  readonly digest: string | undefined
}

const DOCKER_HUB = 'docker.io'

const isRegistry = (part: string) => /[.:]/.test(part) || part === 'localhost'

const completed = (path: string) => {
  const [first = '', ...rest] = path.split('/')
  if (rest.length > 0 && isRegistry(first)) return { registry: first, repository: path }
  const repository = `${DOCKER_HUB}/${rest.length === 0 ? 'library/' : ''}${path}`
  return { registry: DOCKER_HUB, repository }
}

export const imageOf = (text: string): Image => {
  const [reference = '', digest] = text.split('@')
  const colon = reference.lastIndexOf(':')
  const isTagged = colon > reference.lastIndexOf('/')
  const path = isTagged ? reference.slice(0, colon) : reference
  return { text, ...completed(path), tag: isTagged ? reference.slice(colon + 1) : undefined, digest }
}

const VERSION = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:[-.+](.*))?$/

type Version = { readonly numbers: readonly number[]; readonly rest: string }

const tryVersion = (tag: string | undefined): Version | undefined => {
  const match = VERSION.exec(tag ?? '')
  return match
    ? { numbers: [1, 2, 3].map((index) => Number(match[index] ?? 0)), rest: match[4] ?? '' }
    : undefined
}

export type Step = 'same' | 'patch' | 'minor' | 'major' | 'down' | 'unknown'

const NAMES = ['major', 'minor', 'patch'] as const

/** From one tag to the next; before 1.0 the second number counts as the first. */
export const stepOf = (from: string | undefined, to: string | undefined): Step => {
  const [before, after] = [tryVersion(from), tryVersion(to)]
  if (from === to) return 'same'
  if (!before || !after) return 'unknown'
  const index = before.numbers.findIndex((number, place) => number !== after.numbers[place])
  if (index < 0) return 'unknown'
  if ((after.numbers[index] as number) < (before.numbers[index] as number)) return 'down'
  return before.numbers[0] === 0 && index === 1 ? 'major' : (NAMES[index] as Step)
}

/** `latest`, `stable`, `24`, `16-alpine`: the next release takes over. */
const MOVES = /^([a-z][a-z-]*|v?\d{1,3}(-[a-z]+)?)$/i

/** Whether it means the same bytes tomorrow. */
export const isPinned = ({ tag, digest }: Image) =>
  digest !== undefined || (tag !== undefined && !MOVES.test(tag))
