/** What a pod may do to its node, beyond what it could. */
import { at, listAt, textAt, textsAt } from '../objects/at.ts'
import { pairsIn } from '../objects/pairs.ts'
import { type Container, containersOf, type Pods } from '../objects/pods.ts'
import type { Rule } from './rule.ts'

type Power = (container: Container, pods: Pods) => boolean

const inContext = ({ fields }: Container, key: string) => at(fields, 'securityContext', key)

const orOfPod = (container: Container, { spec }: Pods, key: string) =>
  inContext(container, key) ?? at(spec, 'securityContext', key)

const seccompOf = (container: Container, pods: Pods) =>
  textAt(orOfPod(container, pods, 'seccompProfile'), 'type')

/** Said outright. */
const TAKEN: readonly (readonly [string, Power])[] = [
  ['runs privileged: it is root on its node', (each) => inContext(each, 'privileged') === true],
  ['may gain privileges', (each) => inContext(each, 'allowPrivilegeEscalation') === true],
  ['runs as root', (each, pods) => orOfPod(each, pods, 'runAsUser') === 0],
  ['may run as root', (each, pods) => orOfPod(each, pods, 'runAsNonRoot') === false],
  ['is under no seccomp profile', (each, pods) => seccompOf(each, pods) === 'Unconfined'],
]

/** Held by whoever does not give it up: counts only where it was given up before. */
const KEPT: readonly (readonly [string, Power])[] = [
  ['may gain privileges', (each) => inContext(each, 'allowPrivilegeEscalation') !== false],
  ['may run as root', (each, pods) => orOfPod(each, pods, 'runAsNonRoot') !== true],
  ['is under no seccomp profile', (each, pods) => seccompOf(each, pods) === undefined],
  [
    'keeps the capabilities of its runtime',
    (each) => !textsAt(each.fields, 'securityContext', 'capabilities', 'drop').includes('ALL'),
  ],
  ['may write its root file system', (each) => inContext(each, 'readOnlyRootFilesystem') !== true],
]

const ofContainer = (container: Container, pods: Pods, isNew: boolean): readonly string[] => [
  ...(isNew ? TAKEN : [...TAKEN, ...KEPT]).filter(([, has]) => has(container, pods)).map(([says]) => says),
  ...textsAt(container.fields, 'securityContext', 'capabilities', 'add').map(
    (name) => `has the capability ${name}`,
  ),
  ...listAt(container.fields, 'ports').flatMap((port) =>
    at(port, 'hostPort') ? [`opens port ${at(port, 'hostPort')} of its node`] : [],
  ),
]

const HOSTS = {
  hostNetwork: "its node's network",
  hostPID: "its node's processes",
  hostIPC: "its node's shared memory",
}

const ofPod = ({ spec }: Pods, isNew: boolean): readonly string[] => [
  ...Object.entries(HOSTS).flatMap(([key, says]) => (spec[key] === true ? [`shares ${says}`] : [])),
  ...listAt(spec, 'volumes').flatMap((volume) => {
    const path = textAt(volume, 'hostPath', 'path')
    return path === undefined ? [] : [`mounts ${path} of its node`]
  }),
  ...(!isNew && spec.automountServiceAccountToken !== false ? ['is given a token of the API server'] : []),
]

const powersOf = (pods: Pods, isNew: boolean): readonly string[] => [
  ...new Set([
    ...containersOf(pods).flatMap((each) =>
      ofContainer(each, pods, isNew).map((says) => `the container ${each.name} ${says}`),
    ),
    ...ofPod(pods, isNew).map((says) => `the pod ${says}`),
  ]),
]

/** A container that is new in a known pod gives up nothing yet; what it takes counts. */
const before = (from: Pods, to: Pods) => {
  const known = containersOf(from).map(({ name }) => name)
  const fresh = containersOf(to).filter(({ name }) => !known.includes(name))
  const kept = fresh.flatMap((each) => KEPT.map(([says]) => `the container ${each.name} ${says}`))
  return [...powersOf(from, false), ...kept]
}

export const privilegeAdded = {
  name: 'privilege-added',
  why: 'Who breaks into the pod has it, too.',
  find: (change) =>
    pairsIn(change).flatMap(({ from, to }) => {
      const had = from ? before(from, to) : []
      return powersOf(to, from === undefined)
        .filter((power) => !had.includes(power))
        .map((power) => ({ object: to.identity, says: `${power}.` }))
    }),
} as const satisfies Rule
