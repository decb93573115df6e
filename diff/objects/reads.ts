/** Which ConfigMaps and Secrets pods read, and when they would notice that one has changed. */
import { at, isFields, listAt, textAt } from './at.ts'
import { containersOf, type Pods } from './pods.ts'

type Read = {
  readonly kind: 'ConfigMap' | 'Secret'
  readonly name: string
  readonly notices: 'restart' | 'soon'
}

const named = (kind: Read['kind'], name: string | undefined, notices: Read['notices']): Read[] =>
  name === undefined ? [] : [{ kind, name, notices }]

const ofVariables = (fields: unknown): readonly Read[] => [
  ...listAt(fields, 'envFrom').flatMap((each) => [
    ...named('ConfigMap', textAt(each, 'configMapRef', 'name'), 'restart'),
    ...named('Secret', textAt(each, 'secretRef', 'name'), 'restart'),
  ]),
  ...listAt(fields, 'env').flatMap((each) => [
    ...named('ConfigMap', textAt(each, 'valueFrom', 'configMapKeyRef', 'name'), 'restart'),
    ...named('Secret', textAt(each, 'valueFrom', 'secretKeyRef', 'name'), 'restart'),
  ]),
]

/** A file mounted by `subPath` is a copy made when the container began. */
const isCopied = (pods: Pods, volume: unknown) =>
  containersOf(pods)
    .flatMap(({ fields }) => listAt(fields, 'volumeMounts'))
    .some((mount) => textAt(mount, 'name') === textAt(volume, 'name') && at(mount, 'subPath') !== undefined)

const ofVolume = (pods: Pods, volume: unknown): readonly Read[] => {
  const notices = isCopied(pods, volume) ? 'restart' : 'soon'
  const sources = [volume, ...listAt(volume, 'projected', 'sources')].filter(isFields)
  return sources.flatMap((source) => [
    ...named('ConfigMap', textAt(source, 'configMap', 'name'), notices),
    ...named('Secret', textAt(source, 'secret', 'secretName') ?? textAt(source, 'secret', 'name'), notices),
  ])
}

export const readsOf = (pods: Pods): readonly Read[] => [
  ...containersOf(pods).flatMap(({ fields }) => ofVariables(fields)),
  ...listAt(pods.spec, 'volumes').flatMap((volume) => ofVolume(pods, volume)),
]

/** Names of the claims that they mount. */
export const claimsOf = ({ spec }: Pods): readonly string[] =>
  listAt(spec, 'volumes').flatMap((volume) => textAt(volume, 'persistentVolumeClaim', 'claimName') ?? [])
