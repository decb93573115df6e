/** The shape of each kind, whatever its version. */
import type { Manifest, Value } from '../../change.ts'
import { identityOf } from '../../change.ts'
import {
  absent,
  block,
  type Fields,
  isFields,
  keyed,
  map,
  noise,
  object,
  quantities,
  type Shape,
  scalar,
  set,
} from '../shape.ts'
import { access } from './access.ts'
import { custom } from './custom.ts'
import { metadata } from './metadata.ts'
import { network } from './network.ts'
import { storage } from './storage.ts'
import { workloads } from './workloads.ts'

const encoded = (text: Value) => Buffer.from(String(text)).toString('base64')

/** `stringData` is written into `data`, over it. */
const oneData = (value: Value): Value => {
  const { stringData, ...rest } = value as Fields
  if (!isFields(stringData)) return rest
  const written = Object.fromEntries(Object.entries(stringData).map(([key, text]) => [key, encoded(text)]))
  return { ...rest, data: { ...(isFields(rest.data) ? rest.data : {}), ...written } }
}

const limits = keyed(['type'], {
  default: quantities,
  defaultRequest: quantities,
  max: quantities,
  min: quantities,
})

const plain: Readonly<Record<string, Shape>> = {
  '/ConfigMap': object({ metadata, data: map(), binaryData: map(), immutable: absent(false) }),
  '/Secret': {
    ...object({ metadata, data: map(), immutable: absent(false), type: absent('Opaque') }),
    rewrite: oneData,
  },
  '/Namespace': object({ metadata, spec: block({ finalizers: { ...set(), absent: ['kubernetes'] } }) }),
  '/LimitRange': object({ metadata, spec: object({ limits }) }),
  '/ResourceQuota': object({ metadata, spec: object({ hard: quantities, scopes: set() }) }),
  'scheduling.k8s.io/PriorityClass': object({
    metadata,
    globalDefault: absent(false),
    preemptionPolicy: absent('PreemptLowerPriority'),
  }),
}

const kinds: Readonly<Record<string, Shape>> = {
  ...access,
  ...custom,
  ...network,
  ...plain,
  ...storage,
  ...workloads,
}

const unknown = object({ metadata })

/** What a cluster writes into an object is no wish. */
const whole = (shape: Shape): Shape => ({
  ...shape,
  fields: { apiVersion: scalar, kind: scalar, ...shape.fields, status: noise },
})

const all = new Map(Object.entries(kinds).map(([kind, shape]) => [kind, whole(shape)]))
const other = whole(unknown)

export const shapeOfKind = (manifest: Manifest): Shape => {
  const { group, kind } = identityOf(manifest)
  return all.get(`${group}/${kind}`) ?? other
}
