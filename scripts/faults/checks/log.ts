/** The log: generations without gap or fork, every change once, and each commit's state the fold of all changes before. */
import type { Change, Commit, State, Turn, Violation } from '../evidence.ts'

const broken = (rule: string, what: string): Violation => ({ rule, what })

const inCommit = (commit: Commit, next: number): Violation[] => {
  const { id, first, last, changes } = commit
  const expected = `${String(commit.term.number).padStart(4, '0')}-${commit.term.environment}`
  const found: Violation[] = []
  if (id !== `commit:${expected}:${String(first).padStart(12, '0')}`)
    found.push(broken('generations', `${id} lies`))
  if (first !== next) found.push(broken('generations', `${id} begins at ${first}, expected ${next}`))
  for (const [index, { generation }] of changes.entries())
    if (generation !== first + index)
      found.push(broken('generations', `${id} holds generation ${generation} in place ${index}`))
  if (last !== first + Math.max(1, changes.length) - 1)
    found.push(broken('generations', `${id} ends at ${last} with ${changes.length} changes`))
  return found
}

/** One after the other without a gap, and one environment a term. */
export const generations = (commits: readonly Commit[]): Violation[] => {
  const found = commits.flatMap((commit, index) => inCommit(commit, (commits[index - 1]?.last ?? 0) + 1))
  const owners = new Map<number, string>()
  for (const { term, id } of commits) {
    const owner = owners.get(term.number) ?? term.environment
    owners.set(term.number, owner)
    if (owner !== term.environment) found.push(broken('fork', `${id} is in ${owner}'s term ${term.number}`))
  }
  return found
}

/** A line that came twice, or was asked for again, has one effect. */
export const once = (commits: readonly Commit[]): Violation[] => {
  const seen = new Map<string, number>()
  return commits
    .flatMap(({ changes }) => changes)
    .flatMap(({ id, generation }) => {
      const before = seen.get(id)
      seen.set(id, generation)
      return before === undefined ? [] : [broken('once', `${id} is generation ${before} and ${generation}`)]
    })
}

/** What is left of a state when everything that is not followed here is taken away. */
const shape = ({ devices, desk, presets }: State) => ({
  devices: Object.fromEntries(Object.entries(devices).map(([id, settings]) => [id, { ...settings }])),
  player: desk.player,
  lock: desk.lock?.by ?? null,
  resync: desk.resync,
  presets: Object.fromEntries(presets.map(({ name, values }) => [name, { ...values }])),
})

type Shape = ReturnType<typeof shape>

const turn = (so: Shape, { generation, who }: Change, { device, control, from, to }: Turn) => {
  so.devices[device] ??= {}
  const settings = so.devices[device]
  const before = settings[control]?.value ?? null
  if (to === null) delete settings[control]
  else settings[control] = { value: to, generation, by: who.name }
  return before === from
    ? []
    : [broken('fold', `generation ${generation} turns ${control} from ${from}, it was ${before}`)]
}

const valuesIn = (so: Shape) => {
  const [settings = {}] = Object.values(so.devices)
  return Object.fromEntries(Object.entries(settings).map(([control, { value }]) => [control, value]))
}

const atDesk: Record<string, (so: Shape, change: Change) => void> = {
  lock: (so, { who }) => {
    so.lock = who.name
  },
  unlock: (so) => {
    so.lock = null
  },
  player: (so, { intent }) => {
    so.player = String(intent.tag)
  },
  resync: (so, { generation }) => {
    so.resync = generation
  },
  'preset-save': (so, { intent }) => {
    so.presets[String(intent.name)] = valuesIn(so)
  },
  'preset-delete': (so, { intent }) => {
    delete so.presets[String(intent.name)]
  },
}

/** Whatever the order of its keys. */
const text = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )

const follow = (so: Shape, commit: Commit): Violation[] => {
  const found = commit.changes.flatMap((change) => {
    atDesk[change.intent.kind]?.(so, change)
    return change.turns.flatMap((one) => turn(so, change, one))
  })
  const isSame = text(so) === text(shape(commit.state))
  return isSame ? found : [...found, broken('fold', `the state in ${commit.id} is not the fold of the log`)]
}

/** Starts from what the opening commit says, and believes no state after it. */
export const fold = ([opening, ...rest]: readonly Commit[]): Violation[] => {
  if (!opening) return []
  const so = shape(opening.state)
  return rest.flatMap((commit) => follow(so, commit))
}
