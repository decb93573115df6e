/** Issues what a cluster is recognised by, and what its administrator is. */
import { randomUUID, webcrypto } from 'node:crypto'
// The library resolves its own parts by it.
import 'reflect-metadata'
import * as x509 from '@peculiar/x509'

x509.cryptoProvider.set(webcrypto as Crypto)

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const YEARS = 5
/** For clocks that are behind. */
const EARLIER = 5 * 60_000

type Pair = { readonly keys: CryptoKeyPair; readonly certificate: x509.X509Certificate }

const term = () => {
  const notBefore = new Date(Date.now() - EARLIER)
  const notAfter = new Date(notBefore)
  notAfter.setFullYear(notAfter.getFullYear() + YEARS)
  return { notBefore, notAfter }
}

const newKeys = () =>
  webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']) as Promise<CryptoKeyPair>

const authority = async (name: string): Promise<Pair> => {
  const keys = await newKeys()
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...term(),
    name: `CN=${name}`,
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign |
          x509.KeyUsageFlags.digitalSignature |
          x509.KeyUsageFlags.keyEncipherment,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { keys, certificate }
}

/** Kubernetes reads a user from CN and groups from O. */
const administrator = async (issuer: Pair): Promise<Pair> => {
  const keys = await newKeys()
  const certificate = await x509.X509CertificateGenerator.create({
    ...term(),
    subject: 'O=system:masters, CN=lounge-operator',
    issuer: issuer.certificate.subject,
    publicKey: keys.publicKey,
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.keys.publicKey),
    ],
  })
  return { keys, certificate }
}

const BASE64_LINE = /.{1,64}/g

/** As k3s reads it: SEC 1 and PKCS #8 alike. */
const keyPem = async ({ keys }: Pair) => {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64')
  return `-----BEGIN PRIVATE KEY-----\n${der.match(BASE64_LINE)?.join('\n')}\n-----END PRIVATE KEY-----\n`
}

const pem = ({ certificate }: Pair) => `${certificate.toString('pem')}\n`

/** All in PEM. */
export type Issued = {
  /** Signs the API server's certificate. */
  readonly serverCa: string
  readonly serverCaKey: string
  /** Signs its clients'. */
  readonly clientCa: string
  readonly clientCaKey: string
  /** The administrator's. */
  readonly client: string
  readonly clientKey: string
}

export const create = async ({
  cluster,
}: {
  readonly cluster: string
}): Promise<{ id: string; outs: Issued }> => {
  const server = await authority(`${cluster}-server-ca`)
  const clients = await authority(`${cluster}-client-ca`)
  const client = await administrator(clients)
  return {
    id: randomUUID(),
    outs: {
      serverCa: pem(server),
      serverCaKey: await keyPem(server),
      clientCa: pem(clients),
      clientCaKey: await keyPem(clients),
      client: pem(client),
      clientKey: await keyPem(client),
    },
  }
}
