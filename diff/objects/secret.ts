/** Whether a value is a secret, by its looks or by its name; and what is shown in its place. */
import { looksSecret } from '../../constructs/secret-like.ts'

/** A digest is long and random, and public. */
const withoutDigest = (text: string) => text.replace(/(@|^)sha(256|512):[0-9a-f]{64,128}$/, '')

const NAMES = /(password|passwd|secret|token|api[-_]?key|private[-_]?key|credentials?)$/i

/** Where a secret is, or what it is called; not the secret. */
const POINTS = /^(\/|\.\/|https?:\/\/[^@]*$|true$|false$|\d{1,5}$|$)/

/** A digest of what pods read, under the names that tools give it. */
const isChecksum = (text: string, key: string) =>
  /checksum|digest|config-?hash|template-hash|sha\d+/i.test(key) && /^[0-9a-f]{8,128}$/i.test(text)

/** `key`: what the value is called. */
export const isSecret = (text: string, key = '') =>
  (looksSecret(withoutDigest(text)) && !isChecksum(text, key)) ||
  (NAMES.test(key) && !POINTS.test(text) && text.length >= 4)

export const MASK = '••••••'
