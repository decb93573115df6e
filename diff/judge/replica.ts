/** The cloud replica's part of a report. */
import { cloudHits, cloudRules } from '../infra/judge.ts'
import type { ReplicaChange } from '../infra/replica.ts'
import type { Property } from '../infra/resource.ts'
import { type Accepted, tryAcceptance } from './accepted.ts'
import { maskedField } from './mask.ts'
import type { Finding, Replica } from './report.ts'

const levelOf = (rule: string, isAccepted: boolean): Finding['level'] =>
  rule in cloudRules && !isAccepted ? 'dangerous' : 'look'

export const replicaFindings = (change: ReplicaChange, accepted: readonly Accepted[]): readonly Finding[] =>
  cloudHits(change).map((hit) => {
    const acceptance = tryAcceptance(accepted, hit.rule, hit)
    const why =
      hit.rule === 'cloud-changed' ? 'A preview against the stack says for certain.' : cloudRules[hit.rule]
    const level = levelOf(hit.rule, acceptance !== undefined)
    return {
      ...hit,
      level,
      folder: `replica ${change.of}`,
      why,
      ...(acceptance && { accepted: acceptance.reason }),
    }
  })

const propertyOf = ({ name, from, to }: Property) => ({
  name,
  ...(from !== undefined && { from: maskedField(from, [name], '') as typeof from }),
  ...(to !== undefined && { to: maskedField(to, [name], '') as typeof to }),
})

export const replicaOf = ({ of, by, changes, base, head, unknown }: ReplicaChange): Replica => ({
  of,
  by,
  changes: changes.map((change) => ({
    ...change,
    properties: change.properties.map(propertyOf),
    forcedBy: [...change.forcedBy],
  })),
  ...(unknown !== undefined && { unknown }),
  month: {
    ...(base.month !== undefined && { before: base.month }),
    ...(head.month !== undefined && { after: head.month }),
  },
})
