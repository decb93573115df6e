/** What is said of the replica: what becomes of its resources, and what it costs then. */
import { kindOf } from '../infra/resource.ts'
import type { Replica, Report } from '../judge/report.ts'

const CLOUD_SIGNS: Readonly<Record<Replica['changes'][number]['what'], string>> = {
  created: '+',
  updated: '~',
  replaced: '±',
  destroyed: '-',
}

type CloudChange = Replica['changes'][number]

/** Longer values, and what is no text and no number, are in the JSON. */
const SHORT = 40

const isShort = (value: CloudChange['properties'][number]['from']) =>
  (typeof value !== 'object' && String(value).length <= SHORT) || value === undefined

const sayProperty = ({ name, from, to }: CloudChange['properties'][number]) => {
  if (!isShort(from) || !isShort(to) || (from === undefined && to === undefined)) return name
  return `${name} ${from ?? 'not said'} → ${to ?? 'not said'}`
}

/** `Instance cluster: made anew, because of ami`. */
const sayCloud = ({ what, type, name, properties, forcedBy }: CloudChange) => {
  const thing = `${kindOf(type)} ${name}`
  const said = (those: CloudChange['properties']) => those.map(sayProperty).join(', ')
  if (what === 'updated') return `${thing}: ${said(properties)}`
  if (what !== 'replaced') return `${thing}: ${what}`
  const because = said(properties.filter((each) => forcedBy.includes(each.name)))
  return `${thing}: made anew, because of ${because || 'what the provider says'}`
}

const saysMore = ({ changes, unknown, month: { before, after } }: Replica) =>
  changes.length > 0 || unknown !== undefined || before !== after

/** Shapes of which there is nothing to say are left out; a preview knows no prices, so they follow it. */
export const replicasOf = ({ replica }: Report): readonly Replica[] => {
  const isPreviewed = replica.some(({ by }) => by === 'pulumi preview')
  return replica.filter((each) => saysMore(each) || (isPreviewed && each.month.after !== undefined))
}

/** What becomes of it, each with its sign; or why nobody knows. */
export const cloudLines = ({ changes, unknown }: Replica) => [
  ...(unknown === undefined ? [] : [{ sign: '?', says: unknown }]),
  ...changes.map((change) => ({ sign: CLOUD_SIGNS[change.what], says: sayCloud(change) })),
]

const dollars = (amount: number | undefined) => (amount === undefined ? 'nothing' : `$${amount.toFixed(2)}`)

/** `$30.58 a month, as before`. */
export const sayCost = ({ month: { before, after } }: Replica) => {
  if (before === undefined && after === undefined) return 'what it costs is not known'
  return before === after
    ? `${dollars(after)} a month, as before`
    : `${dollars(before)} → ${dollars(after)} a month`
}
