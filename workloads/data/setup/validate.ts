/**
 * What CouchDB itself refuses, from whomever: the last door, behind data's own checks. These functions are sent to
 * CouchDB as text, so they use plain JavaScript and each other, nothing else.
 */

type Doc = {
  _id: string
  _deleted?: boolean
  term?: { number: number; environment: string }
  first?: number
  environment?: string
  device?: string
  values?: Record<string, unknown>
  state?: { devices?: Record<string, Record<string, { value: unknown }>>; presets?: { values: object }[] }
  changes?: { turns?: { from: unknown; to: unknown }[]; momentary?: { cc: unknown; value: unknown } }[]
}

function refuse(why: string): never {
  throw { forbidden: why }
}

function checkValue(value: unknown) {
  if (typeof value !== 'number' || value % 1 !== 0 || value < 0 || value > 127)
    refuse(`A MIDI value is an integer 0-127, not ${JSON.stringify(value)}.`)
}

function checkState({ state = {} }: Doc) {
  for (const settings of Object.values(state.devices ?? {}))
    for (const setting of Object.values(settings)) checkValue(setting.value)
  for (const preset of state.presets ?? []) Object.values(preset.values).forEach(checkValue)
}

function checkChanges({ changes = [] }: Doc) {
  for (const { turns = [], momentary } of changes) {
    const values = turns.flatMap(({ from, to }) => [from, to]).filter((value) => value !== null)
    values.concat(momentary ? [momentary.cc, momentary.value] : []).forEach(checkValue)
  }
}

function checkCommit(next: Doc, previous: Doc | null) {
  if (previous) refuse('A commit is written once.')
  const [, term, environment, first] = /^commit:(\d{4})-([a-z][a-z0-9-]{0,30}):(\d{12})$/.exec(next._id) ?? []
  if (term === undefined) refuse(`"${next._id}" is no commit's id.`)
  if (
    Number(term) !== next.term?.number ||
    environment !== next.term.environment ||
    Number(first) !== next.first
  )
    refuse('A commit’s id is its term, its environment and its first generation.')
  checkState(next)
  checkChanges(next)
}

function checkReported(next: Doc) {
  if (!/^reported:[a-z][a-z0-9-]{0,30}:[a-z][a-z0-9-]*$/.test(next._id))
    refuse(`"${next._id}" is no report’s id.`)
  if (next._id !== `reported:${next.environment}:${next.device}`)
    refuse('A report’s id is its environment and its device.')
  Object.values(next.values ?? {}).forEach(checkValue)
}

function checkHeld(next: Doc) {
  if (next._id !== `held:${next.environment}`) refuse('What is held goes by its environment.')
}

function validate(next: Doc, previous: Doc | null) {
  if (next._id.startsWith('_design/')) return
  if (next._deleted) refuse('Nothing is deleted here.')
  if (next._id.startsWith('commit:')) checkCommit(next, previous)
  else if (next._id.startsWith('reported:')) checkReported(next)
  else if (next._id.startsWith('held:')) checkHeld(next)
  else refuse('Only commits, reports and what is held live here.')
}

const pieces = [refuse, checkValue, checkState, checkChanges, checkCommit, checkReported, checkHeld, validate]

/** The source of `validate_doc_update`: it throws `{ forbidden }` with a sentence. */
export const validateDocUpdate = `function (next, previous) {\n${pieces.join('\n')}\n${validate.name}(next, previous)\n}`
