/** Wrong configs, each one sentence with the key. */
import { describe, expect, test } from 'vitest'
import { eks, existing, k3s, TUNNEL_KEY } from '../testing/shapes.ts'
import { configOf } from './config.ts'
import { environmentOf } from './environment.ts'
import { publicOf } from './wireguard-key.ts'

const told = (config: Record<string, string | undefined>) => {
  const keyed = Object.entries(config).filter(([, value]) => value !== undefined)
  try {
    const all = Object.fromEntries(keyed.map(([key, value]) => [`lounge:${key}`, value as string]))
    environmentOf(configOf(all))
    return 'nothing'
  } catch (error) {
    return (error as Error).message
  }
}

const NO_WIDER = 'must be no wider than /16: the API server is never open to the world.'
const NO_CONTEXT = 'must be the text of a kubeconfig whose current context has a server.'
const PUBLIC = publicOf(TUNNEL_KEY)

const release = { version: 'v1.35.2+k3s1', sha256: 'a'.repeat(64) }

const wrong: readonly (readonly [what: string, config: Record<string, string | undefined>, says: string])[] =
  [
    ['an unknown key', { ...existing, bogus: '1' }, 'lounge:bogus is not a setting.'],
    ['an unknown shape', { ...existing, shape: 'aks' }, 'lounge:shape must be k3s, eks or existing.'],
    ['no secrets', { ...existing, secrets: undefined }, 'lounge:secrets is missing.'],
    ['secrets that are no JSON', { ...existing, secrets: 'x' }, 'lounge:secrets must be JSON.'],
    [
      'an end of the tunnel without a port',
      { ...existing, tunnel: JSON.stringify({ cloudPublicKey: PUBLIC, endpoint: 'there' }) },
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
    [
      'an environment that there is not',
      { ...existing, environment: 'stage' },
      'lounge:environment is stage; there are dev, prod, replica.',
    ],
    [
      'an environment that home cannot reach',
      { ...k3s, environment: 'dev' },
      "lounge:environment is dev, which has no end of the tunnel: home's node and database would not reach it.",
    ],
    ...['there:0', 'there:65536', '-:51820', ':51820'].map(
      (endpoint) =>
        [
          `an end of the tunnel at ${endpoint}`,
          { ...existing, tunnel: JSON.stringify({ cloudPublicKey: PUBLIC, endpoint }) },
          'lounge:tunnel.endpoint must be <host>:<port> such as show.lounge.example:51820.',
        ] as const,
    ),
    [
      'a cluster that is no API server',
      { ...existing, kubeconfig: existing.kubeconfig.replace('https:', 'ftp:') },
      `lounge:kubeconfig ${NO_CONTEXT}`,
    ],
    [
      'home in the cloud',
      { ...k3s, environment: 'prod' },
      'lounge:environment is prod, which is home: it dials into the cloud.',
    ],
    [
      'a change that its neighbours do not bear',
      { ...existing, changes: '{"cluster":"moon"}' },
      'lounge:changes.cluster is moon; there are home, cloud.',
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
      'lounge:operatorCidrs.0 must be a block of IPv4 addresses such as 198.51.100.7/32.',
    ],
    [
      'a region without prices',
      { ...k3s, region: 'mars-1' },
      'lounge:region must be us-east-1, us-west-2, eu-west-1, eu-central-1: the regions whose prices are known.',
    ],
    [
      'a machine that is not Graviton',
      { ...k3s, size: 't3.medium' },
      'lounge:size must be t4g.small, t4g.medium, t4g.large, t4g.xlarge: large enough, and at a known price.',
    ],
    [
      'a floating release',
      { ...k3s, k3s: JSON.stringify({ ...release, version: 'latest' }) },
      'lounge:k3s.version must be a release of 1.35 such as v1.35.2+k3s1.',
    ],
    [
      'no checksum',
      { ...k3s, k3s: JSON.stringify({ version: release.version }) },
      'lounge:k3s.sha256 is missing.',
    ],
    ['k3s for eks', { ...eks, k3s: JSON.stringify(release) }, 'lounge:k3s is not a setting.'],
    ['half a number', { ...k3s, hours: '0.5' }, 'lounge:hours must be whole hours from 1 to 168.'],
    ['no time at all', { ...k3s, hours: '0' }, 'lounge:hours must be whole hours from 1 to 168.'],
    ['time with its unit', { ...k3s, hours: '8h' }, 'lounge:hours must be whole hours from 1 to 168.'],
    ['money by the cent', { ...k3s, budget: '0.5' }, 'lounge:budget must be whole dollars from 1 to 1000.'],
    ['a volume of a negative size', { ...k3s, data: '-1' }, 'lounge:data must be whole GiB from 8 to 1000.'],
    [
      'a node that is too small for what EKS runs on it',
      { ...eks, size: 't4g.small' },
      'lounge:size must be t4g.medium, t4g.large, t4g.xlarge: large enough, and at a known price.',
    ],
    ['nobody to mail', { ...k3s, email: 'ops' }, 'lounge:email must be an e-mail address.'],
    [
      'a reason of blanks',
      { ...existing, loseChanges: ' '.repeat(12) },
      'lounge:loseChanges must be a reason of ten characters or more.',
    ],
    [
      'operators that are no list',
      { ...k3s, operatorCidrs: '{}' },
      'lounge:operatorCidrs must be a list, not an object.',
    ],
    [
      'half the world as operator',
      { ...k3s, operatorCidrs: '["0.0.0.0/1"]' },
      `lounge:operatorCidrs.0 ${NO_WIDER}`,
    ],
    [
      'the world by another spelling',
      { ...k3s, operatorCidrs: '["0.0.0.0/00"]' },
      `lounge:operatorCidrs.0 ${NO_WIDER}`,
    ],
    [
      'the world in parts',
      {
        ...k3s,
        operatorCidrs: JSON.stringify(Array.from({ length: 256 }, (_, index) => `${index}.0.0.0/16`)),
      },
      'lounge:operatorCidrs must be 8 blocks or fewer: the API server is never open to the world.',
    ],
    ...['["::/0"]', '["2001:db8::1/128"]', '["198.51.100.7"]', '["198.51.100.7/33"]', '["٣.0.0.0/32"]'].map(
      (operatorCidrs) =>
        [
          `who is no block of IPv4 addresses as operator (${operatorCidrs})`,
          { ...k3s, operatorCidrs },
          'lounge:operatorCidrs.0 must be a block of IPv4 addresses such as 198.51.100.7/32.',
        ] as const,
    ),
    [
      'a block that AWS would write otherwise',
      { ...k3s, operatorCidrs: '["198.51.100.7/24"]' },
      'lounge:operatorCidrs.0 must be written 198.51.100.0/24.',
    ],
    [
      'an operator twice',
      { ...k3s, operatorCidrs: '["198.51.100.7/32","198.51.100.7/32"]' },
      'lounge:operatorCidrs must name each block once.',
    ],
    ...['0.0.0.0/0', '8.8.0.0/16', '10.60.0.0/24', '10.60.5.0/16'].map(
      (cidr) =>
        [
          `a network that is none (${cidr})`,
          { ...k3s, cidr },
          'lounge:cidr must be a private block of the width /16 such as 10.60.0.0/16.',
        ] as const,
    ),
    [
      'the network of the tunnel',
      { ...k3s, cidr: '10.77.0.0/16' },
      'lounge:cidr must be none of 10.42.0.0/16, 10.43.0.0/16, 10.77.0.0/16: the cluster and the tunnel have them.',
    ],
    ['a Secret without a key', { ...existing, secrets: '{"a":{}}' }, 'lounge:secrets.a must have a key.'],
    ['an empty secret', { ...existing, secrets: '{"a":{"b":""}}' }, 'lounge:secrets.a.b must not be empty.'],
    [
      'a Secret by an impossible name',
      { ...existing, secrets: '{"A":{"b":"c"}}' },
      'lounge:secrets.A must be a name of at most 31 lower-case letters, digits and -.',
    ],
    [
      'a file in place of a kubeconfig',
      { ...existing, kubeconfig: '/home/me/.kube/config' },
      `lounge:kubeconfig ${NO_CONTEXT}`,
    ],
    [
      'a kubeconfig of no cluster',
      { ...existing, kubeconfig: '{"clusters":[]}' },
      `lounge:kubeconfig ${NO_CONTEXT}`,
    ],
    [
      "one end's key at both ends",
      { ...k3s, tunnel: JSON.stringify({ homePublicKey: PUBLIC, cloudPublicKey: PUBLIC }) },
      'lounge:tunnel must have a key for each end.',
    ],
    [
      'a private key that belongs to no end',
      { ...k3s, tunnelPrivateKey: `${'q'.repeat(42)}o=` },
      'lounge:tunnelPrivateKey must be the one of which lounge:tunnel.cloudPublicKey is the public half.',
    ],
    [
      'a key that WireGuard itself would refuse',
      { ...k3s, tunnelPrivateKey: `${'p'.repeat(43)}=` },
      'lounge:tunnelPrivateKey must be a WireGuard key: 32 bytes in base64, 44 characters.',
    ],
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

test('all that is wrong is told at once', () => {
  const config = { ...k3s, regoin: 'us-east-1', region: undefined, hours: '0', email: 'ops' }

  const keys = told(config)
    .split('\n')
    .map((sentence) => /lounge:\w+/.exec(sentence)?.[0])
  expect(keys.sort()).toEqual(['lounge:email', 'lounge:hours', 'lounge:region', 'lounge:regoin'])
})

test('a secret that is kept in clear is told, with how to seal it', () => {
  const keyed = Object.entries(k3s).map(([key, value]) => [`lounge:${key}`, value])

  expect(() => configOf(Object.fromEntries(keyed), (key) => key !== 'lounge:tunnelPrivateKey')).toThrow(
    "The stack's config: lounge:tunnelPrivateKey is kept in clear: set it again with `pulumi config set --secret lounge:tunnelPrivateKey`.",
  )
})
