/** Secrets are named in manifests and never held. */
import type { Manifest } from '../manifest.ts'
import { looksSecret } from '../secret-like.ts'

const texts = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : []
}

/** A digest is long and random, and public. */
const withoutDigest = (text: string) => text.replace(/@sha256:[0-9a-f]{64}$/, '')

export const noSecrets = (manifests: readonly Manifest[]) =>
  manifests.flatMap(({ path, object }) => {
    if (object.kind === 'Secret')
      return [`${path}: a Secret must not be in a manifest; name it, and make it beside.`]
    const isHeld = texts(object).some((text) => looksSecret(withoutDigest(text)))
    return isHeld
      ? [`${path}: the ${object.kind} ${object.metadata.name} holds what looks like a secret.`]
      : []
  })
