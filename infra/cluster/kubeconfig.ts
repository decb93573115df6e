/** The texts of kubeconfigs. */

type Cluster = {
  /** `https://…` */
  readonly server: string
  /** In base64. */
  readonly ca: string
}

const NAME = 'lounge'

const withUser = ({ server, ca }: Cluster, user: object) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: NAME, cluster: { server, 'certificate-authority-data': ca } }],
    users: [{ name: NAME, user }],
    contexts: [{ name: NAME, context: { cluster: NAME, user: NAME } }],
    'current-context': NAME,
  })

const encoded = (pem: string) => Buffer.from(pem).toString('base64')

type Certified = {
  /** `host:port` */
  readonly endpoint: string
  /** The rest in PEM. */
  readonly serverCa: string
  readonly client: string
  readonly clientKey: string
}

/** Of a user who has a certificate. A secret, for the key that is in it. */
export const certifiedKubeconfig = ({ endpoint, serverCa, client, clientKey }: Certified) =>
  withUser(
    { server: `https://${endpoint}`, ca: encoded(serverCa) },
    { 'client-certificate-data': encoded(client), 'client-key-data': encoded(clientKey) },
  )

type OfEks = Cluster & { readonly region: string; readonly cluster: string }

/** Of a user whom AWS knows: whoever reads it needs the tool `aws`, and may what AWS lets them. */
export const eksKubeconfig = ({ region, cluster, ...reached }: OfEks) =>
  withUser(reached, {
    exec: {
      apiVersion: 'client.authentication.k8s.io/v1beta1',
      command: 'aws',
      args: ['--region', region, 'eks', 'get-token', '--cluster-name', cluster],
    },
  })
