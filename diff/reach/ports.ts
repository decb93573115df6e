/** Ports of pods as sets, by protocol. */
import { at, isFields, listAt, numberAt, textAt } from '../objects/at.ts'
import { containersOf, type Pods } from '../objects/pods.ts'
import { difference, intersection, type Spans, union } from './spans.ts'

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const

const LAST = 65_535n

export type Ports = Readonly<Partial<Record<(typeof PROTOCOLS)[number], Spans>>>

const everyPort: Ports = { TCP: [[0n, LAST]], UDP: [[0n, LAST]], SCTP: [[0n, LAST]] }
export const noPort: Ports = {}

type Operation = (some: Spans, others: Spans) => Spans

const each = (operation: Operation) => (some: Ports, others: Ports) =>
  Object.fromEntries(
    PROTOCOLS.map(
      (protocol) => [protocol, operation(some[protocol] ?? [], others[protocol] ?? [])] as const,
    ).filter(([, spans]) => spans.length > 0),
  ) as Ports

export const bothPorts = each(intersection)
export const eitherPorts = each((some, others) => union(some, others))
export const portsWithout = each(difference)
export const isNone = (ports: Ports) => Object.keys(ports).length === 0

const numbersOf = (name: string, pods: readonly Pods[]): readonly number[] =>
  pods
    .flatMap(containersOf)
    .flatMap(({ fields }) => listAt(fields, 'ports'))
    .filter((port) => textAt(port, 'name') === name)
    .flatMap((port) => numberAt(port, 'containerPort') ?? [])

const spansOf = (rule: unknown, pods: readonly Pods[]): Spans => {
  const port = at(rule, 'port')
  if (port === undefined) return [[0n, LAST]]
  const first = typeof port === 'number' ? port : Number(port)
  if (Number.isInteger(first)) return [[BigInt(first), BigInt(numberAt(rule, 'endPort') ?? first)]]
  return union(numbersOf(String(port), pods).map((number) => [BigInt(number), BigInt(number)] as const))
}

/** Of a policy's rule; a name is what `pods`, who listen, call so. */
export const portsOf = (rule: unknown, pods: readonly Pods[]): Ports => {
  const rules = listAt(rule, 'ports').filter(isFields)
  if (rules.length === 0) return everyPort
  return rules.reduce<Ports>((all, each) => {
    const protocol = (textAt(each, 'protocol') ?? 'TCP') as keyof Ports
    return eitherPorts(all, { [protocol]: spansOf(each, pods) })
  }, noPort)
}

const isWhole = (spans: Spans | undefined) =>
  spans?.length === 1 && spans[0]?.[0] === 0n && spans[0][1] === LAST

const saySpan = ([from, to]: readonly [bigint, bigint]) => (from === to ? `${from}` : `${from}-${to}`)

/** `7102`, `53/UDP, 53`, `any port`. */
export const sayPorts = (ports: Ports) => {
  if (PROTOCOLS.every((protocol) => isWhole(ports[protocol]))) return 'any port'
  return PROTOCOLS.flatMap((protocol) => {
    const suffix = protocol === 'TCP' ? '' : `/${protocol}`
    const spans = ports[protocol] ?? []
    return isWhole(spans) ? [`any ${protocol} port`] : spans.map((span) => `${saySpan(span)}${suffix}`)
  }).join(', ')
}
