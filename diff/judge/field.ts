/** A changed field in words, without secrets. */
import type { FieldChange, Step, Value } from '../change.ts'
import { sayPath } from '../objects/words.ts'
import { peersOf } from '../reach/peers.ts'
import { portsOf, sayPorts } from '../reach/ports.ts'
import { sayPeer } from '../reach/say.ts'
import { maskedField, maskedStep } from './mask.ts'
import type { Field } from './report.ts'

const SIDES: Readonly<Record<string, { readonly side: 'from' | 'to'; readonly says: string }>> = {
  ingress: { side: 'from', says: 'reached by' },
  egress: { side: 'to', says: 'may reach' },
}

/** One edge of a policy: `may reach pods with name=midi on 7102`. */
const tryEdge = (path: readonly Step[], kind: string, own: string): string | undefined => {
  const [, list, step] = path
  const direction = kind === 'NetworkPolicy' ? SIDES[String(list)] : undefined
  if (!direction || typeof step !== 'object' || !('item' in step)) return undefined
  const peers = peersOf(step.item, direction.side, own).map(sayPeer).join(', ')
  return `${direction.says} ${peers} on ${sayPorts(portsOf(step.item, []))}`
}

type Owner = { readonly kind: string; readonly namespace: string | null }

export const fieldOf = (
  { path, from, to, isOrder, said }: FieldChange,
  { kind, namespace }: Owner,
): Field => {
  const value = (side: Value) => maskedField(side, path, kind) as Field['from'] & {}
  return {
    path: path.map(maskedStep) as Field['path'],
    words: tryEdge(path, kind, namespace ?? 'default') ?? sayPath(path, kind),
    ...(from !== undefined && { from: value(from) }),
    ...(to !== undefined && { to: value(to) }),
    ...(said && { said }),
    ...(isOrder && { isOrder }),
  }
}
