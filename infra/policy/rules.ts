/** The rules of the house for one resource. */
import { publicBucket } from './buckets.ts'
import { secretsInClear } from './clear-texts.ts'
import { unencrypted } from './disks.ts'
import { otherThanGraviton, withoutTokens } from './machines.ts'
import { worldOpen } from './openings.ts'
import { translated } from './routes.ts'
import type { Asked, ResourceRule } from './rule.ts'

/** A provider is given what is no text as JSON. */
const tagsOf = ({ defaultTags = {} }: Asked['props']) =>
  (typeof defaultTags === 'string' ? JSON.parse(defaultTags) : defaultTags).tags ?? {}

const isTagged = (provider: Asked['props']) => {
  const { project, lounge } = tagsOf(provider)
  return Boolean(project && lounge)
}

const untagged = ({ type, props, provider }: Asked) => {
  const isProvider = type === 'pulumi:providers:aws'
  const whose = isProvider ? props : type.startsWith('aws:') && provider?.props
  if (!whose || isTagged(whose)) return []
  return [
    isProvider
      ? 'tags nothing with project and lounge (defaultTags)'
      : 'is made by a provider that tags nothing',
  ]
}

export const rules: readonly ResourceRule[] = [
  {
    name: 'no-world-open-port',
    says: 'Only WireGuard and http(s) are open to the world.',
    check: worldOpen,
  },
  {
    name: 'imds-v2',
    says: 'A machine gives its credentials only to those who have a token.',
    check: withoutTokens,
  },
  { name: 'encryption', says: 'Every disk is encrypted.', check: unencrypted },
  { name: 'graviton', says: 'Machines are Graviton.', check: otherThanGraviton },
  {
    name: 'no-nat-gateway',
    says: 'No NAT gateway: it costs more than all the rest.',
    check: translated,
  },
  { name: 'no-public-bucket', says: 'No bucket is public.', check: publicBucket },
  {
    name: 'no-plaintext-secret',
    says: 'No secret where everyone who may look can read it.',
    check: secretsInClear,
  },
  { name: 'tags', says: 'All that costs is tagged with the project and the stack.', check: untagged },
]
