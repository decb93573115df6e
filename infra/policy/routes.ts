/** Which way a network sends what leaves. */
import type { Asked } from './rule.ts'
import { isWorld } from './world.ts'

/** Of a table with its routes inside it, or of a route by itself. */
const routesOf = ({ type, props }: Asked): readonly Asked['props'][] => {
  if (type === 'aws:ec2/route:Route') return [props]
  return /^aws:ec2\/(default)?routeTable:/i.test(type) ? (props.routes ?? []) : []
}

/** A machine that all that leaves goes through is a gateway too, and has a price too. */
const isThrough = (route: Asked['props']) => {
  if (route.natGatewayId) return true
  const to = route.destinationCidrBlock ?? route.cidrBlock ?? route.destinationIpv6CidrBlock ?? ''
  const isWide = to === '' ? Boolean(route.destinationPrefixListId) : isWorld(to)
  return isWide && Boolean(route.networkInterfaceId ?? route.instanceId)
}

export const translated = (asked: Asked): readonly string[] => [
  ...(asked.type === 'aws:ec2/natGateway:NatGateway' ? ['is a NAT gateway'] : []),
  ...routesOf(asked)
    .filter(isThrough)
    .map(() => 'sends what leaves through a NAT gateway'),
]
