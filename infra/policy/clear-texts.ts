/** What everyone who may look can read. */
import { gunzipSync } from 'node:zlib'
import { looksSecret } from '../../constructs/secret-like.ts'
import { MACHINES } from './machines.ts'
import type { Asked } from './rule.ts'

const GZIP = Buffer.from([0x1f, 0x8b])

const unpacked = (bytes: Buffer) => {
  try {
    return (bytes.subarray(0, GZIP.length).equals(GZIP) ? gunzipSync(bytes) : bytes).toString()
  } catch {
    return ''
  }
}

const decoded = (text: unknown) =>
  typeof text === 'string' && text !== '' ? [unpacked(Buffer.from(text, 'base64'))] : []

const isCode = (type: string) => type.startsWith('aws:lambda/')

const listIn = (value: unknown) => (Array.isArray(value) ? value : [])

/** All that a pod is told by variables and arguments, however deep. */
const told = (value: unknown): readonly unknown[] => {
  if (typeof value !== 'object' || value === null) return []
  const { env, command, args } = value as Readonly<Record<string, unknown>>
  const variables = listIn(env).map((each) => `${each.name}=${each.value ?? ''}`)
  return [...variables, ...listIn(command), ...listIn(args), ...Object.values(value).flatMap(told)]
}

const ofKube = ({ type, props }: Asked): readonly unknown[] =>
  type === 'kubernetes:core/v1:ConfigMap'
    ? [...Object.values(props.data ?? {}), ...Object.values(props.binaryData ?? {}).flatMap(decoded)]
    : told(props.spec)

/** A template's own is in base64, an instance's may be either. */
const ofMachine = ({ type, props }: Asked) => [
  ...(type === 'aws:ec2/launchTemplate:LaunchTemplate' ? decoded(props.userData) : [props.userData]),
  ...decoded(props.userDataBase64),
]

const pairs = (given: object = {}) => Object.entries(given).map(([name, value]) => `${name}=${value}`)

const textsIn = (asked: Asked): readonly unknown[] => [...pairs(asked.props.tags), ...ownTexts(asked)]

const ownTexts = (asked: Asked): readonly unknown[] => {
  const { type, props } = asked
  if (type.startsWith('kubernetes:')) return ofKube(asked)
  if (MACHINES.includes(type)) return ofMachine(asked)
  if (isCode(type)) return pairs(props.environment?.variables)
  if (type !== 'aws:ssm/parameter:Parameter') return []
  return [props.insecureValue, ...(props.type === 'SecureString' ? [] : [props.value])]
}

/** `DB_PASSWORD=…` or `token: …`, with the thing itself and no reference to it behind. */
const TOLD =
  /(?:password|passwd|secret|token|private_?key|api_?key|access_?key)["']?\s*[=:]\s*["']?[^\s"'$<{%(\\][^\s"']{5,}/i

const isSecret = (text: unknown) =>
  typeof text === 'string' &&
  (/-----BEGIN [A-Z ]*PRIVATE KEY/.test(text) ||
    TOLD.test(text) ||
    text.split(/[\s"'=]+/).some((word) => looksSecret(word) && !isPublic(word, text)))

/** Checksums and public keys look as random as secrets do. */
const isPublic = (word: string, text: string) =>
  new RegExp(`(sha\\d*|digest|checksum|public_?key)["']?\\s*[=:]\\s*["']?${escaped(word)}`, 'i').test(text)

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

export const secretsInClear = (asked: Asked): readonly string[] =>
  textsIn(asked).some(isSecret) ? ['holds in clear what looks like a secret'] : []
