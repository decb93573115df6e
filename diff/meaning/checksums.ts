/** A checksum says that something else changed: it is folded into that. */
import type { FieldChange, Identity, ObjectChange, Value } from '../change.ts'
import { stem } from './match.ts'
import { isFields } from './shape.ts'

const DIGEST = /^(sha256[:-])?[0-9a-f]{8,128}$/i
const ABOUT_CONTENT = /checksum|hash|digest|sha\d+|config|secret|settings|files/i
/** A commit is a digest, too, and says what runs. */
const ABOUT_CODE = /commit|revision|git/i

/** Under which the API refers to a ConfigMap or a Secret by its name. */
const REFERENCES: Readonly<Record<string, string>> = {
  configMapRef: 'ConfigMap',
  configMapKeyRef: 'ConfigMap',
  configMap: 'ConfigMap',
  secretRef: 'Secret',
  secretKeyRef: 'Secret',
  secret: 'Secret',
}

const referred = (key: string, value: Value): readonly string[] => {
  const kind = REFERENCES[key]
  if (kind === undefined || !isFields(value)) return []
  const name = value.name ?? value.secretName
  return typeof name === 'string' ? [`${kind}/${name}`] : []
}

/** `ConfigMap/settings` and the like, wherever it is said. */
const referencesIn = (value: Value | undefined): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(referencesIn)
  if (!isFields(value)) return []
  return Object.entries(value).flatMap(([key, inner]) => [...referred(key, inner), ...referencesIn(inner)])
}

const isDigest = (value: Value | undefined) => typeof value === 'string' && DIGEST.test(value)

const isChecksum = ({ path, from, to }: FieldChange) => {
  const [map, key] = path.slice(-2)
  if (typeof key !== 'string' || (map !== 'annotations' && map !== 'labels')) return false
  return isDigest(from) && isDigest(to) && ABOUT_CONTENT.test(key) && !ABOUT_CODE.test(key)
}

/** Of an object whose name has a hash of its content: each content is another object. */
const isRenewed = ({ was, identity }: ObjectChange) => was !== undefined && stem(was) === stem(identity)

/** The reference to an object that has another name for its new content. */
const isReferenceTo = ({ from, to }: FieldChange, cause: ObjectChange) =>
  isRenewed(cause) && from === cause.was?.name && to === cause.identity.name

const isCause = (cause: ObjectChange, change: ObjectChange, references: ReadonlySet<string>) => {
  const { kind, name, namespace } = cause.identity
  if (cause === change || (cause.what === 'moved' && cause.was === undefined)) return false
  return namespace === change.identity.namespace && references.has(`${kind}/${name}`)
}

/** The change without what only follows from others, and those others. */
export const fold = (change: ObjectChange, all: readonly ObjectChange[]): ObjectChange => {
  const references = new Set(referencesIn(change.to as Value | undefined))
  const causes = all.filter((each) => isCause(each, change, references))
  const isFolded = (field: FieldChange) =>
    (causes.length > 0 && isChecksum(field)) || causes.some((cause) => isReferenceTo(field, cause))
  const folded = change.fields.filter(isFolded)
  if (folded.length === 0) return change
  const because: readonly Identity[] = causes.map(({ identity }) => identity)
  return { ...change, fields: change.fields.filter((field) => !isFolded(field)), because, folded }
}
