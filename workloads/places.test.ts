/** The environments file: what is wrong in it is said in one sentence, with the file and the key. */
import { expect, test } from 'vitest'
import { places } from './environments.ts'
import { findEnvironment, placesOf } from './places.ts'

const environment = (name: string) => ({
  lounge: name,
  cluster: 'home',
  namespace: `lounge-${name}`,
  opens: 'default' as const,
  rank: 'trial' as const,
  chat: { channel: `lounge_${name}`, bot: 'eightbitbot' },
  pedal: { runs: 'virtual' } as object,
  overlay: 'nowhere',
  obs: { runs: 'nowhere' } as object,
  images: { registry: 'ghcr.io/lounge' } as object,
  replicas: { midi: 2, data: 2 },
  store: { couchdb: '3.5.1', size: '1Gi', storageClass: 'local-path' },
  placement: { architectures: ['arm64'] } as object,
  hosts: {} as object,
  metrics: 'annotations' as const,
  logLevel: 'info' as const,
})

const good = () => ({
  clusters: {
    home: { kubernetes: '1.34', exposure: 'ingress', addresses: ['192.168.1.240-192.168.1.250'] },
    cloud: { kubernetes: '1.34', exposure: 'none', addresses: [] as string[] },
  },
  environments: { dev: environment('dev'), prod: environment('prod') },
})
type File = ReturnType<typeof good>

const said = (change: (file: File) => unknown) => {
  const file = good()
  change(file)
  try {
    placesOf(file as unknown as Parameters<typeof placesOf>[0])
    return 'nothing'
  } catch (error) {
    return (error as Error).message
  }
}

/** Name → what is done to a good file, and the sentence that must follow. */
const bad: Record<string, [change: (file: File) => unknown, sentence: string]> = {
  'unknown-cluster': [
    ({ environments }) => Object.assign(environments.dev, { cluster: 'moon' }),
    'environments.dev.cluster is moon; there are home, cloud.',
  ],
  'missing-host': [
    ({ environments }) => Object.assign(environments.dev, { pedal: { runs: 'host' } }),
    'environments.dev.hosts.midi is missing: the node beside the pedal dials in by this name.',
  ],
  'missing-host-of-the-overlay': [
    ({ environments }) => Object.assign(environments.dev, { overlay: 'cluster' }),
    "environments.dev.hosts.overlay is missing: OBS's browser source asks for it by this name.",
  ],
  'missing-host-of-data': [
    ({ environments }) =>
      Object.assign(environments.dev, { obs: { runs: 'host' }, hosts: { midi: 'a.example' } }),
    'environments.dev.hosts.data is missing: obs beside OBS dials in by this name.',
  ],
  'host-of-no-overlay': [
    ({ environments }) => Object.assign(environments.dev, { hosts: { overlay: 'a.example' } }),
    'environments.dev.hosts.overlay is set, but this environment has no overlay.',
  ],
  'host-of-the-database': [
    ({ environments }) => Object.assign(environments.dev, { hosts: { db: 'a.example' } }),
    'environments.dev.hosts.db is not a setting.',
  ],
  'two-overlays': [
    ({ environments }) => {
      Object.assign(environments.dev, { overlay: 'cluster', hosts: { overlay: 'a.example' } })
      const hosts = { overlay: 'b.example' }
      Object.assign(environments.prod, { overlay: 'cluster', hosts, lounge: 'dev', opens: 'no' })
    },
    "environments.prod.overlay is one too many: dev shows the lounge dev, and OBS's address must never change.",
  ],
  'two-keepers-of-obs': [
    ({ environments }) => {
      const obs = { runs: 'cluster', url: 'ws://192.168.1.20:4455' }
      Object.assign(environments.dev, { obs })
      Object.assign(environments.prod, { obs, lounge: 'dev', opens: 'no' })
    },
    'environments.prod.obs.runs is one too many: OBS follows the lounge dev by dev.',
  ],
  'obs-by-name': [
    ({ environments }) =>
      Object.assign(environments.dev, { obs: { runs: 'cluster', url: 'ws://studio.local:4455' } }),
    'environments.dev.obs.url must be ws://<IPv4 address>:<port> of the machine of OBS.',
  ],
  'host-without-exposure': [
    ({ environments }) => Object.assign(environments.dev, { cluster: 'cloud', hosts: { midi: 'a.example' } }),
    'environments.dev.hosts.midi is set, but the cluster cloud exposes nothing.',
  ],
  'host-with-scheme': [
    ({ environments }) => Object.assign(environments.dev, { hosts: { midi: 'http://a.example:80' } }),
    'environments.dev.hosts.midi must be a host name such as midi.lounge.example, without scheme, port or path.',
  ],
  'same-host-twice': [
    ({ environments }) =>
      [environments.dev, environments.prod].map((each) =>
        Object.assign(each, { hosts: { midi: 'a.example' } }),
      ),
    'environments.prod.hosts.midi is a.example, which is environments.dev.hosts.midi already.',
  ],
  'tag-latest': [
    ({ environments }) => Object.assign(environments.dev.images, { tags: { chat: 'latest' } }),
    'environments.dev.images.tags.chat must be a version such as 1.4.2, so that it never means another image tomorrow.',
  ],
  'tag-of-nobody': [
    ({ environments }) => Object.assign(environments.dev.images, { tags: { nobody: '1.0.0' } }),
    'environments.dev.images.tags.nobody is not a setting.',
  ],
  'short-digest': [
    ({ environments }) => Object.assign(environments.dev.images, { digests: { chat: 'sha256:abc' } }),
    'environments.dev.images.digests.chat must be a digest: sha256: and 64 hexadecimal digits.',
  ],
  'registry-with-tag': [
    ({ environments }) => Object.assign(environments.dev.images, { registry: 'ghcr.io/lounge:1' }),
    'environments.dev.images.registry must be a registry and a path, without a tag.',
  ],
  'couchdb-latest': [
    ({ environments }) => Object.assign(environments.dev.store, { couchdb: 'latest' }),
    'environments.dev.store.couchdb must be a version such as 1.4.2, so that it never means another image tomorrow.',
  ],
  'two-openers': [
    ({ environments }) => Object.assign(environments.prod, { lounge: 'dev' }),
    'environments.prod.opens is one too many: dev opens the log of the lounge dev.',
  ],
  'no-opener': [
    ({ environments }) => Object.assign(environments.dev, { opens: 'no' }),
    'environments.dev.opens leaves the lounge dev without an environment that opens its log.',
  ],
  'opens-maybe': [
    ({ environments }) => Object.assign(environments.dev, { opens: 'maybe' }),
    'environments.dev.opens must be default, empty or no.',
  ],
  'two-lounges-one-channel': [
    ({ environments }) => Object.assign(environments.prod.chat, { channel: 'lounge_dev' }),
    'environments.prod.chat.channel is lounge_dev, where the lounge dev plays: two bots would answer each line.',
  ],
  'channel-with-hash': [
    ({ environments }) => Object.assign(environments.dev.chat, { channel: '#Lounge' }),
    'environments.dev.chat.channel must be a Twitch login: lower-case letters, digits and _, without #.',
  ],
  'chat-server-with-credentials': [
    ({ environments }) => Object.assign(environments.dev.chat, { server: 'ws://a:b@room:7107' }),
    'environments.dev.chat.server looks like a secret, and this file is no place for one.',
  ],
  'same-namespace': [
    ({ environments }) => Object.assign(environments.prod, { namespace: 'lounge-dev' }),
    'environments.prod.namespace is that of dev, in the same cluster.',
  ],
  'namespace-shouts': [
    ({ environments }) => Object.assign(environments.dev, { namespace: 'Lounge' }),
    'environments.dev.namespace must be a name of at most 31 lower-case letters, digits and -.',
  ],
  'no-replicas': [
    ({ environments }) => Object.assign(environments.dev.replicas, { midi: 0 }),
    'environments.dev.replicas.midi must be 1 or more; an environment is switched off by its term.',
  ],
  'two-bots': [
    ({ environments }) => Object.assign(environments.dev.replicas, { chat: 2 }),
    'environments.dev.replicas.chat is not a setting.',
  ],
  'size-without-unit': [
    ({ environments }) => Object.assign(environments.dev.store, { size: '5' }),
    'environments.dev.store.size must be a size such as 5Gi.',
  ],
  'unknown-architecture': [
    ({ environments }) => Object.assign(environments.dev.placement, { architectures: ['armv7'] }),
    'environments.dev.placement.architectures.0 must be arm64 or amd64.',
  ],
  'pinned-nowhere': [
    ({ environments }) => Object.assign(environments.dev, { pedal: { runs: 'pinned' } }),
    'environments.dev.pedal.node is missing.',
  ],
  'one-pedal-two-lounges': [
    ({ environments }) =>
      [environments.dev, environments.prod].map((each) =>
        Object.assign(each, { pedal: { runs: 'pinned', node: 'pi-1' } }),
      ),
    'environments.prod.pedal.node has the pedal of dev.',
  ],
  'pedal-in-the-clouds': [
    ({ environments }) => Object.assign(environments.dev, { pedal: { runs: 'moon' } }),
    'environments.dev.pedal.runs must be host, virtual or pinned.',
  ],
  'old-kubernetes': [
    ({ clusters }) => Object.assign(clusters.home, { kubernetes: '1.28' }),
    'clusters.home.kubernetes must be 1.34 or 1.35, the minors whose schemas and whose next are here.',
  ],
  'unknown-exposure': [
    ({ clusters }) => Object.assign(clusters.home, { exposure: 'nodeport' }),
    'clusters.home.exposure must be none, ingress or gateway.',
  ],
  'pool-of-nothing': [
    ({ clusters }) => clusters.home.addresses.push('192.168.1.300-192.168.1.301'),
    'clusters.home.addresses.1 is 192.168.1.300-192.168.1.301; it must be a range such as 192.168.1.240-192.168.1.250, or a CIDR block.',
  ],
  'pool-backwards': [
    ({ clusters }) => clusters.home.addresses.push('192.168.1.9-192.168.1.2'),
    'clusters.home.addresses.1 is 192.168.1.9-192.168.1.2, which ends before it begins.',
  ],
  'token-as-login': [
    ({ environments }) =>
      Object.assign(environments.dev.chat, { bot: 'oauth:abcdefghij0123456789abcdefghij' }),
    'environments.dev.chat.bot looks like a secret, and this file is no place for one.',
  ],
  'missing-lounge': [
    ({ environments }) => Object.assign(environments.dev, { lounge: undefined }),
    'environments.dev.lounge is missing.',
  ],
}

test.each(Object.entries(bad))('%s is refused in one sentence', (_, [change, sentence]) => {
  expect(said(change)).toBe(`workloads/environments.ts: ${sentence}`)
})

test('a good file is taken, and so is the one that is here', () => {
  expect(said(() => {})).toBe('nothing')
  expect(places.environments.map(({ name }) => name)).toEqual(['dev', 'prod', 'replica'])
})

test('prod and replica are one lounge, which prod opens', () => {
  const [prod, replica] = ['prod', 'replica'].map((name) => findEnvironment(places, name))

  expect(prod?.lounge).toBe(replica?.lounge)
  expect([prod?.opens, replica?.opens]).toEqual(['default', 'no'])
})

test('an environment that is not there is a sentence that lists what is', () => {
  expect(() => findEnvironment(places, 'staging')).toThrow(
    'workloads/environments.ts: there is no environment "staging"; there are dev, prod, replica.',
  )
})
