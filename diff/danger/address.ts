/** Addresses of the LAN that move: routers, DNS and OBS point at them. */
import type { Manifest, ObjectChange } from '../change.ts'
import { labelsAt, textAt, textsAt } from '../objects/at.ts'
import { sayAddresses, spanOf } from '../reach/addresses.ts'
import { difference, type Spans, union } from '../reach/spans.ts'
import type { Hit, Rule } from './rule.ts'

/** `192.168.1.240-192.168.1.250`, or a block. */
const rangeOf = (text: string): Spans => {
  const [first = '', last] = text.split('-')
  if (last === undefined) return spanOf(first)
  const [from, to] = [spanOf(first)[0], spanOf(last)[0]]
  return from && to ? [[from[0], to[1]]] : []
}

const poolOf = (pool: Manifest | undefined) =>
  union(...textsAt(pool, 'spec', 'addresses').map((each) => rangeOf(each.replaceAll(' ', ''))))

const lost = ({ identity, from, to }: ObjectChange): readonly Hit[] => {
  const left = difference(poolOf(from), poolOf(to))
  return left.length === 0
    ? []
    : [
        {
          object: identity,
          says: `it no longer gives out ${sayAddresses(left, 4)}: a service that has one of them gets another.`,
        },
      ]
}

const ASKS = /^metallb\.(io|universe\.tf)\/(loadBalancerIPs|address-pool|allow-shared-ip)$/

const askedBy = (service: Manifest | undefined) => [
  ...Object.entries(labelsAt(service?.metadata, 'annotations'))
    .filter(([key]) => ASKS.test(key))
    .map(([, value]) => value),
  ...(textAt(service, 'spec', 'loadBalancerIP') ?? []),
]

const moved = ({ identity, from, to }: ObjectChange): readonly Hit[] => {
  const [before, after] = [askedBy(from).join(', '), askedBy(to).join(', ')]
  const isMoved =
    from !== undefined &&
    to !== undefined &&
    before !== after &&
    textAt(to, 'spec', 'type') === 'LoadBalancer'
  return isMoved
    ? [{ object: identity, says: `it asks for ${after || 'any address'}; so far for ${before || 'any'}.` }]
    : []
}

export const addressMoved = {
  name: 'address-moved',
  why: 'Who knows the old address reaches nothing, or someone else.',
  find: ({ changes }) =>
    changes.flatMap((change) => {
      if (change.identity.kind === 'IPAddressPool' && change.identity.group === 'metallb.io')
        return lost(change)
      return change.identity.kind === 'Service' ? moved(change) : []
    }),
} as const satisfies Rule
