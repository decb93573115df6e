/** What a machine makes of itself. */
import { beforeAll, describe, expect, test } from 'vitest'
import { DISK, machine } from '../testing/machine.ts'

describe('a fresh machine', () => {
  const { run, read } = machine()
  let first: ReturnType<typeof run>
  beforeAll(() => {
    first = run('bootstrap.sh')
  })

  test('becomes the cluster, and says so on its console', () => {
    expect(first.status).toBe(0)
    expect(first.calls).toContainEqual(expect.stringMatching(/^mkfs\.ext4 -q -L lounge .*vol0abc$/))
    expect(first.calls.at(-1)).toBe('k3s kubectl get --raw /readyz')
    expect(read('dev/console')).toMatch(/^lounge bootstrap: done in \d+ s\n$/)
  })

  test('keeps everything on the volume, under a name that the next machine has too', () => {
    expect(read('etc/rancher/k3s/config.yaml')).toMatchInlineSnapshot(`
      "data-dir: /data/k3s
      default-local-storage-path: /data/storage
      node-name: lounge
      tls-san: [203.0.113.10, 10.77.0.1]
      disable: [traefik, servicelb, metrics-server]
      secrets-encryption: true
      write-kubeconfig-mode: "0600"
      kube-proxy-arg: [nodeport-addresses=10.77.0.1/32]
      kubelet-arg: [root-dir=/data/kubelet]
      "
    `)
    expect(read('data/k3s/server/tls/server-ca.key')).toBe('planted-key')
  })

  test('takes home at the tunnel, and nobody else', () => {
    expect(read('etc/wireguard/wg0.conf')).toMatchInlineSnapshot(`
      "[Interface]
      Address = 10.77.0.1/24
      ListenPort = 51820
      PrivateKey = planted-wireguard
      MTU = 1420

      [Peer]
      PublicKey = home=
      AllowedIPs = 10.77.0.2/32
      "
    `)
  })

  test('shows no secret as an argument of a command, or on the console', () => {
    expect(first.calls.filter((call) => call.includes('planted'))).toEqual([])
    expect(read('dev/console')).not.toContain('planted')
  })

  test('formats nothing and downloads nothing when it runs again', () => {
    const { status, calls } = run('bootstrap.sh')

    expect(status).toBe(0)
    expect(calls.filter((call) => /^mkfs|^mount |k3s-arm64|authority/.test(call))).toEqual([])
  })
})

test('a download that is not the pinned one is not run, and the console says where it stopped', () => {
  const { run, read, write } = machine()
  write('k3s-arm64', 'something else')

  const { status, calls } = run('bootstrap.sh')

  expect(status).not.toBe(0)
  expect(calls.filter((call) => call.startsWith('k3s'))).toEqual([])
  expect(read('dev/console')).toBe('lounge bootstrap: failed at: k3s v1.35.2+k3s1\n')
})

test('a volume that is neither blank nor known is not formatted', () => {
  const { run, read, write } = machine()
  write(DISK, 'what nobody knows')

  const { status, calls } = run('bootstrap.sh')

  expect(status).not.toBe(0)
  expect(calls.filter((call) => call.startsWith('mkfs'))).toEqual([])
  expect(read('dev/console')).toBe('lounge bootstrap: failed at: the data volume\n')
})
