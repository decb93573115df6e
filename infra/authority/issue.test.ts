/** The certificates, as a TLS stack sees them. */
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { connect, createServer, type TLSSocket } from 'node:tls'
import { expect, test } from 'vitest'
import { create } from './issue.ts'

const certificate = (text: string) => new X509Certificate(text)

test('each authority is one, signs itself and has its key', async () => {
  const { outs } = await create({ cluster: 'show' })

  for (const [ca, key] of [
    [outs.serverCa, outs.serverCaKey],
    [outs.clientCa, outs.clientCaKey],
  ] as const) {
    expect(certificate(ca).ca).toBe(true)
    expect(certificate(ca).verify(certificate(ca).publicKey)).toBe(true)
    expect(certificate(ca).checkPrivateKey(createPrivateKey(key))).toBe(true)
  }
})

test('the administrator is in the group that may do everything, and signs nothing', async () => {
  const { outs } = await create({ cluster: 'show' })

  const client = certificate(outs.client)
  expect(client.subject).toBe('O=system:masters\nCN=lounge-operator')
  expect(client.ca).toBe(false)
  expect(client.checkIssued(certificate(outs.clientCa))).toBe(true)
  expect(client.checkIssued(certificate(outs.serverCa))).toBe(false)
})

test('a server that trusts the client authority takes the client, and no stranger', async () => {
  const { outs } = await create({ cluster: 'show' })
  const stranger = (await create({ cluster: 'other' })).outs
  // A server's own certificate is k3s' business: its authority's does here.
  const server = createServer({
    ...{ key: outs.serverCaKey, cert: outs.serverCa, ca: outs.clientCa },
    ...{ requestCert: true, rejectUnauthorized: true },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const meets = (cert: string, key: string) =>
    new Promise<string>((resolve) => {
      server.once('secureConnection', (socket: TLSSocket) => {
        resolve(`welcome ${socket.getPeerCertificate().subject.CN}`)
        socket.destroy()
      })
      server.once('tlsClientError', () => resolve('refused'))
      const socket = connect({
        port,
        host: '127.0.0.1',
        cert,
        key,
        ca: outs.serverCa,
        checkServerIdentity: () => undefined,
      })
      socket.on('error', () => {})
    })

  const known = await meets(outs.client, outs.clientKey)
  server.removeAllListeners('tlsClientError').removeAllListeners('secureConnection')
  const unknown = await meets(stranger.client, stranger.clientKey)
  server.close()

  expect([known, unknown]).toEqual(['welcome lounge-operator', 'refused'])
})
