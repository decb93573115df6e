/** Wrong configs, each one sentence with the key. */
import { describe, expect, test } from 'vitest'
import { eks, existing, k3s } from '../testing/shapes.ts'
import { configOf } from './config.ts'

const told = (config: Record<string, string | undefined>) => {
  const keyed = Object.entries(config).filter(([, value]) => value !== undefined)
  try {
    configOf(Object.fromEntries(keyed.map(([key, value]) => [`lounge:${key}`, value as string])))
    return 'nothing'
  } catch (error) {
    return (error as Error).message
  }
}

const release = { version: 'v1.34.1+k3s1', sha256: 'a'.repeat(64) }

const wrong: readonly [what: string, config: Record<string, string | undefined>, says: string][] = [
  ['an unknown key', { ...existing, bogus: '1' }, 'lounge:bogus is not a setting.'],
  ['an unknown shape', { ...existing, shape: 'aks' }, 'lounge:shape must be k3s, eks or existing.'],
  ['no secrets', { ...existing, secrets: undefined }, 'lounge:secrets is missing.'],
  ['secrets that are no JSON', { ...existing, secrets: 'x' }, 'lounge:secrets must be JSON.'],
  [
    'an end of the tunnel without a port',
    { ...existing, tunnel: JSON.stringify({ cloudPublicKey: `${'c'.repeat(43)}=`, endpoint: 'there' }) },
    'lounge:tunnel.endpoint must be <host>:<port> such as show.lounge.example:51820.',
  ],
  ['no kubeconfig', { ...existing, kubeconfig: undefined }, 'lounge:kubeconfig is missing.'],
  [
    'a reason that is none',
    { ...existing, loseChanges: 'yes' },
    'lounge:loseChanges must be a reason of ten characters or more.',
  ],
  [
    'a change of the environment that it has no setting for',
    { ...existing, changes: '{"replica":1}' },
    'lounge:changes.replica is not a setting.',
  ],
  ['nobody named as operator', { ...k3s, operatorCidrs: undefined }, 'lounge:operatorCidrs is missing.'],
  [
    'the world as operator',
    { ...k3s, operatorCidrs: '["198.51.100.7/32","0.0.0.0/0"]' },
    'lounge:operatorCidrs.1 must be no wider than /16: the API server is never open to the world.',
  ],
  [
    'an operator without an address',
    { ...eks, operatorCidrs: '["me"]' },
    'lounge:operatorCidrs.0 must be a block of addresses such as 198.51.100.7/32.',
  ],
  [
    'a region without prices',
    { ...k3s, region: 'mars-1' },
    'lounge:region must be us-east-1, us-west-2, eu-west-1, eu-central-1: the regions whose prices are known.',
  ],
  [
    'a machine that is not Graviton',
    { ...k3s, size: 't3.medium' },
    'lounge:size must be t4g.nano, t4g.micro, t4g.small, t4g.medium, t4g.large, t4g.xlarge: the sizes whose prices are known.',
  ],
  [
    'a floating release',
    { ...k3s, k3s: JSON.stringify({ ...release, version: 'latest' }) },
    'lounge:k3s.version must be a release of 1.34 such as v1.34.1+k3s1.',
  ],
  [
    'no checksum',
    { ...k3s, k3s: JSON.stringify({ version: release.version }) },
    'lounge:k3s.sha256 is missing.',
  ],
  ['k3s for eks', { ...eks, k3s: JSON.stringify(release) }, 'lounge:k3s is not a setting.'],
  ['half a number', { ...k3s, hours: '0.5' }, 'lounge:hours must be whole hours.'],
  ['nobody to mail', { ...k3s, email: 'ops' }, 'lounge:email must be an e-mail address.'],
  [
    'a key of the wrong length',
    { ...k3s, tunnelPrivateKey: 'short' },
    'lounge:tunnelPrivateKey must be a WireGuard key: 32 bytes in base64, 44 characters.',
  ],
]

describe('is one sentence with the key:', () => {
  test.each(wrong)('%s', (_what, config, says) => {
    expect(told(config)).toBe(`The stack's config: ${says}`)
  })
})

test('keys of other namespaces are left alone', () => {
  const keyed = Object.entries(existing).map(([key, value]) => [`lounge:${key}`, value])

  expect(configOf({ ...Object.fromEntries(keyed), 'aws:region': 'x' })).toMatchObject({ shape: 'existing' })
})
