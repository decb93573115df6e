/** A field in plain words, from what it is to what it belongs to: `memory limit of container chat`. */
import type { Step } from '../change.ts'

const KNOWN: Readonly<Record<string, string>> = {
  terminationGracePeriodSeconds: 'seconds to end in',
  minReadySeconds: 'seconds to stay ready before it counts',
  progressDeadlineSeconds: 'seconds without progress until a rollout has failed',
  revisionHistoryLimit: 'old versions kept',
  automountServiceAccountToken: "whether it is given the API server's token",
  serviceAccountName: 'service account',
  priorityClassName: 'priority',
  storageClassName: 'storage class',
  ingressClassName: 'ingress class',
  runAsNonRoot: 'whether it must not run as root',
  runAsUser: 'user it runs as',
  readOnlyRootFilesystem: 'whether its root file system is read-only',
  allowPrivilegeEscalation: 'whether it may gain privileges',
  podSelector: 'pods it is for',
  envFrom: 'source of variables',
  env: 'variable',
  volumeMounts: 'mount',
  args: 'arguments',
  targetPort: 'port of its pods',
  ingress: 'may be reached',
  egress: 'may reach',
  roleRef: 'role',
  policyTypes: 'directions it cuts',
}

/** Say nothing that a reader misses. */
const SILENT = new Set([
  'spec',
  'template',
  'metadata',
  'data',
  'stringData',
  'binaryData',
  'resources',
  'rules',
  'rollingUpdate',
  'jobTemplate',
])

const SINGULAR: Readonly<Record<string, string>> = {
  ingress: 'ingress',
  egress: 'egress',
  addresses: 'address',
  policyTypes: 'policy type',
  tls: 'TLS',
}

const ACRONYM = /^[A-Z]{2,}s?$/

const spaced = (key: string) =>
  key
    .replace(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z]{2,})/g, '$1$3 $2$4')
    .split(' ')
    .map((word) => (ACRONYM.test(word) ? word : word.replace(/[A-Z]/g, (letter) => letter.toLowerCase())))
    .join(' ')

const lastKey = (path: string) => path.split('.').at(-1) ?? path

/** Of a key, or of a path's last one: `livenessProbe` is `liveness probe`. */
const sayName = (path: string) => KNOWN[lastKey(path)] ?? spaced(lastKey(path))

const singular = (key: string) => SINGULAR[key] ?? sayName(key).replace(/(ie)?s$/, (_, ie) => (ie ? 'y' : ''))

const sayKeys = (by: Readonly<Record<string, string | number>>) => {
  const { port, protocol, ...rest } = by
  const listens =
    port === undefined
      ? []
      : [protocol === undefined || protocol === 'TCP' ? `${port}` : `${port}/${protocol}`]
  return [...listens, ...Object.values(rest)].join(' ')
}

const LABELLED: Readonly<Record<string, string>> = {
  labels: 'label',
  annotations: 'annotation',
  matchLabels: 'selected label',
}

const AMOUNTS: Readonly<Record<string, string>> = { limits: 'limit', requests: 'request' }

type Words = { readonly said: readonly string[]; readonly list: string | undefined }

const named = (words: Words, step: string): Words => {
  const { said, list } = words
  if (list !== undefined && list in LABELLED)
    return { said: [`${LABELLED[list]} ${step}`, ...said], list: undefined }
  if (list !== undefined && list in AMOUNTS)
    return {
      said: [step === 'storage' ? 'size' : `${sayName(step)} ${AMOUNTS[list]}`, ...said],
      list: undefined,
    }
  if (step in LABELLED || step in AMOUNTS) return { said, list: step }
  return { said: [...flushed(words), ...said], list: step }
}

const flushed = ({ list }: Words) => (list === undefined || SILENT.has(list) ? [] : [sayName(list)])

const add = (words: Words, step: Step): Words => {
  if (typeof step === 'string') return named(words, step)
  const { said, list = 'item' } = words
  if (typeof step === 'number') return { said: [`${singular(list)} ${step + 1}`, ...said], list: undefined }
  if ('item' in step) return { said: [singular(list), ...said], list: undefined }
  return { said: [`${singular(list)} ${sayKeys(step.by)}`, ...said], list: undefined }
}

const isOfPods = (path: readonly Step[]) =>
  path[0] === 'spec' && path[1] === 'template' && path[2] === 'metadata'

/** Whose keys are what people call them. */
const OWN_KEYS = ['ConfigMap', 'Secret']

const ended = (words: Words) => [...(words.list === undefined ? [] : [lastWord(words.list)]), ...words.said]

const lastWord = (list: string) => LABELLED[list] ?? AMOUNTS[list] ?? sayName(list)

/** `kind` is the object's. */
export const sayPath = (path: readonly Step[], kind: string): string => {
  if (path.length === 0) return 'the whole object'
  if (OWN_KEYS.includes(kind) && path.length === 2) return String(path[1])
  const words = ended(path.reduce<Words>(add, { said: [], list: undefined }))
  return `${words.join(' of ')}${isOfPods(path) ? ' of its pods' : ''}`
}
