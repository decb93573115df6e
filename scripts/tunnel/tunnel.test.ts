import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { publicOf } from '../../infra/config/wireguard-key.ts'
import { createMetrics } from '../../workloads/service/metrics.ts'
import { type Facts, type Fault, faultsIn } from './check.ts'
import { Keeper } from './keep.ts'
import { findKey, keyFile, makeTunnelKeys } from './keys.ts'
import type { Knock } from './knock.ts'
import { kindsOf } from './look.ts'
import { configOf, keepConfig, type Peer, readPeer } from './peer.ts'
import { type Far, linkOf } from './wireguard.ts'

const OWN = `${'h'.repeat(43)}=`
const CLOUD = `${'c'.repeat(43)}=`
/** One that WireGuard takes. */
const KEY = `${'k'.repeat(42)}g=`
const NOW = 1_000_000

const peer: Peer = {
  publicKey: CLOUD,
  endpoint: 'show.lounge.example:51820',
  addresses: { cloud: '10.77.0.1', home: '10.77.0.2' },
  allowedIps: ['10.77.0.1/32'],
  ports: { midi: 30102, couchdb: 30984 },
}
const far: Far = {
  ...{ publicKey: CLOUD, endpoint: '203.0.113.10:51820', allowedIps: ['10.77.0.1/32'] },
  ...{ handshakeAt: NOW - 9, received: 10, sent: 20, keepalive: 25 },
}
const well: Facts = {
  ...{ name: 'lounge', own: OWN, peer, link: { publicKey: OWN, peers: [far] } },
  ...{ endpoint: '203.0.113.10:51820', knocks: { midi: 'open', couchdb: 'open' }, isHeard: true, now: NOW },
}
const hears = (more: Partial<Far>) => ({ link: { publicKey: OWN, peers: [{ ...far, ...more }] } })

const folder = async () => {
  const made = await mkdtemp(join(tmpdir(), 'tunnel-'))
  onTestFinished(() => rm(made, { recursive: true }))
  return join(made, 'keys')
}

describe('keys', () => {
  test('only their owner may read them, and made again they are the same', async () => {
    const there = await folder()

    const first = await makeTunnelKeys(there)
    const again = await makeTunnelKeys(there)

    expect(again).toEqual(first)
    expect(publicOf(await findKey(there, 'home'))).toBe(first.home)
    for (const file of [keyFile(there, 'home'), keyFile(there, 'cloud')])
      expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  test('are WireGuard’s own', () => {
    // By `wg pubkey`.
    expect(publicOf('QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=')).toBe(
      'ehpOcJvwhaxJSroEabmx7aCrH3ixaqu3n/7akGI+hSI=',
    )
  })

  test('one that is missing is named, with the command that makes it', async () => {
    await expect(findKey('/nowhere', 'home')).rejects.toThrow(
      '/nowhere/home.key is missing: npm run tunnel -- keys makes it',
    )
  })
})

test('home dials, keeps the way open, and sends the cloud nothing but what is for it', async () => {
  const there = await folder()
  await makeTunnelKeys(there)
  const key = (await readFile(keyFile(there, 'home'), 'utf8')).trim()

  expect(configOf(peer, key).split('\n')).toEqual([
    ...['[Interface]', 'Address = 10.77.0.2/32', `PrivateKey = ${key}`, 'MTU = 1420', ''],
    ...['[Peer]', `PublicKey = ${CLOUD}`, 'Endpoint = show.lounge.example:51820'],
    ...['AllowedIPs = 10.77.0.1/32', 'PersistentKeepalive = 25', ''],
  ])
})

test('WireGuard’s file is its owner’s alone, whoever made it before', async () => {
  const there = await folder()
  await mkdir(there)
  const file = join(there, 'lounge.conf')
  await writeFile(file, 'of somebody', { mode: 0o644 })

  expect([await keepConfig(file, 'ours'), await keepConfig(file, 'ours')]).toEqual([false, true])

  expect(await readFile(file, 'utf8')).toBe('ours')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

test.each([
  ['another port than there is', { endpoint: 'show.lounge.example:99999' }],
  ['all of home’s traffic', { allowedIps: ['0.0.0.0/0'] }],
  ['a line of WireGuard’s in a key', { publicKey: `${KEY}\nPostUp = true` }],
])('a peer’s file that asks for %s is none', async (_, more) => {
  const there = await folder()
  await mkdir(there)
  const file = join(there, 'peer.json')
  await writeFile(file, JSON.stringify({ ...peer, publicKey: KEY }))
  expect((await readPeer(file)).publicKey).toBe(KEY)

  await writeFile(file, JSON.stringify({ ...peer, publicKey: KEY, ...more }))

  await expect(readPeer(file)).rejects.toThrow(/peer\.json is not what the stack says of its end/)
})

test('what wg tells is taken without the private key', () => {
  const dump = `SECRET\t${OWN}\t41000\toff\n${CLOUD}\t(none)\t203.0.113.10:51820\t10.77.0.1/32\t999991\t10\t20\t25\n`

  expect(linkOf(dump)).toEqual({ publicKey: OWN, peers: [{ ...far, handshakeAt: 999_991 }] })
})

describe('the check', () => {
  test('calls an older handshake nothing else, and another fault something else', () => {
    const silent = (seconds: number): Fault => ({
      at: 'the way',
      says: `the last handshake was ${seconds} s ago`,
    })

    expect(kindsOf([])).toBeUndefined()
    expect(kindsOf([silent(5)])).toBe(kindsOf([silent(60)]))
    expect(kindsOf([silent(5)])).not.toBe(kindsOf([{ ...silent(5), at: 'home' }]))
  })

  test('finds nothing where all is well', () => {
    expect(faultsIn(well)).toEqual([])
  })

  test.each<[string, Partial<Facts>, [Fault['at'], RegExp]]>([
    ['the cloud’s own key', { link: { publicKey: CLOUD, peers: [] } }, ['home', /this is the cloud/]],
    ['an older key', { link: { publicKey: 'older', peers: [far] } }, ['home', /another key than home's own/]],
    ['another cloud', hears({ publicKey: 'other' }), ['home', /does not know the cloud's key/]],
    ['no internet', { endpoint: undefined }, ['home', /nobody here knows the name/]],
    [
      'an old address',
      hears({ endpoint: '203.0.113.9:51820' }),
      ['home', /the cloud is at 203.0.113.10:51820/],
    ],
    ['a route that is missing', hears({ allowedIps: [] }), ['home', /does not let 10.77.0.1\/32 through/]],
    ['no keepalive', hears({ keepalive: 0 }), ['home', /no keepalive/]],
    ['no handshake', hears({ handshakeAt: 0 }), ['the way', /there never was a handshake.*\(20 bytes\)/]],
    ['an old handshake', hears({ handshakeAt: NOW - 500 }), ['the way', /the last handshake was 500 s ago/]],
    ['a way that was cut just now', { isHeard: false }, ['the way', /the last handshake was 9 s ago/]],
    [
      'a closed port',
      { knocks: { midi: 'closed', couchdb: 'open' } },
      ['the cloud', /nothing listens at 10.77.0.1:30102 \(midi\)/],
    ],
    [
      'a silent port',
      { knocks: { midi: 'open', couchdb: 'silent' } },
      ['the cloud', /nothing comes back from 10.77.0.1:30984 \(couchdb\)/],
    ],
  ])('says of %s what is wrong and where', (_, facts, [at, says]) => {
    expect(faultsIn({ ...well, ...facts })).toEqual([{ at, says: expect.stringMatching(says) }])
  })
})

describe('the keeper', () => {
  const kept = async (more: { knock?: Knock; endpoint?: string } = {}) => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const world = { knock: 'open' as Knock, endpoint: far.endpoint, ...more }
    const pointed: string[] = []
    const metrics = createMetrics('tunnel')
    const keeper = new Keeper({
      peer: async () => peer,
      link: async () => ({ publicKey: OWN, peers: [far] }),
      knock: async () => world.knock,
      resolve: async () => world.endpoint,
      pointTo: async (key, endpoint) => pointed.push(`${key} ${endpoint}`),
      log: pino({ level: 'silent' }),
      metrics,
    })
    keeper.start()
    onTestFinished(() => keeper.stop())
    await vi.advanceTimersByTimeAsync(0)
    const gauge = async (name: string) =>
      (await metrics.registry.getSingleMetric(name)?.get())?.values[0]?.value
    return { keeper, world, pointed, gauge }
  }

  test('counts when the two last shook hands', async () => {
    const { keeper, gauge } = await kept()

    expect(await gauge('tunnel_last_handshake_timestamp_seconds')).toBe(NOW - 9)
    expect([await gauge('tunnel_open'), keeper.why]).toEqual([1, undefined])
  })

  test('follows the cloud to another address, once it does not answer at the old one', async () => {
    const { world, pointed } = await kept({ endpoint: '203.0.113.11:51820' })
    const before = [...pointed]

    world.knock = 'silent'
    await vi.advanceTimersByTimeAsync(5_000)

    expect(before).toEqual([])
    expect(pointed).toEqual([`${CLOUD} 203.0.113.11:51820`])
  })

  test('leaves the address alone where it is the same', async () => {
    const { keeper, pointed, gauge } = await kept({ knock: 'silent' })

    expect(pointed).toEqual([])
    expect(keeper.why).toContain('npm run tunnel -- check')
    expect(await gauge('tunnel_open')).toBe(0)
  })
})
