/** The whole cluster on one Graviton machine; all that it keeps is on the data volume. */
import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { Authority } from '../authority/authority.ts'
import { clusterUserData } from '../bootstrap/user-data.ts'
import type { Ground } from '../ground.ts'
import { Machine, ROOT_GIBIBYTES } from '../machine.ts'
import type { Bill, Region, Size } from '../price.ts'
import { addresses, type TunnelPeer, WIREGUARD_PORT } from '../tunnel-peer.ts'
import { Answers } from './answers.ts'
import type { ReplicaCluster } from './cluster.ts'
import { certifiedKubeconfig } from './kubeconfig.ts'

export interface K3sArgs {
  readonly stack: string
  readonly region: Region
  readonly ground: Ground
  readonly size: Size
  readonly version: string
  /** Of the binary for arm64. */
  readonly sha256: string
  /** Who may reach the API server from outside the tunnel. */
  readonly operatorCidrs: readonly string[]
  /** GiB of the data volume. */
  readonly data: number
  /** Until it stops. */
  readonly hours: number
  /** What the time-to-live asks. */
  readonly asks: Readonly<Record<'NAMESPACE' | 'MIDI_METRICS' | 'DATA_METRICS', string>>
  /** Whether it must be up, because objects will be applied. */
  readonly isAwaited: boolean
}

const API_PORT = 6443

export class K3s extends pulumi.ComponentResource implements ReplicaCluster {
  readonly endpoint: pulumi.Output<string>
  readonly kubeconfig: pulumi.Output<string>
  readonly ready: readonly pulumi.Resource[]
  readonly identity = 'k3s'
  readonly standsOn: readonly pulumi.Resource[]
  readonly isOurs = true
  readonly diesWith: pulumi.Resource
  readonly disks = {}
  readonly tunnelPeer: pulumi.Output<TunnelPeer>
  readonly restart: pulumi.Output<string>
  readonly bill: Bill
  readonly #name: string
  readonly #args: K3sArgs

  constructor(name: string, args: K3sArgs, opts?: pulumi.ComponentResourceOptions) {
    super('lounge:cluster:K3s', name, {}, opts)
    this.#name = name
    this.#args = args
    const { ground } = args
    const authority = new Authority(name, { cluster: args.stack }, { parent: this })
    this.#openApi()
    const { instance, instanceId: machine } = this.#machine(authority)
    const attached = this.#attach(machine)
    const host = args.operatorCidrs.length > 0 ? ground.address.publicIp : addresses.cloud
    const endpoint = pulumi.interpolate`${host}:${API_PORT}`
    const { serverCa, client, clientKey } = authority
    const access = { endpoint, serverCa, client, clientKey }

    this.endpoint = endpoint
    this.kubeconfig = pulumi.secret(pulumi.output(access).apply(certifiedKubeconfig))
    this.standsOn = [ground]
    this.tunnelPeer = ground.tunnel.peer
    this.restart = pulumi.interpolate`aws ec2 start-instances --region ${args.region} --instance-ids ${machine}`
    this.diesWith = instance
    this.bill = billOf(args)
    this.ready = args.isAwaited
      ? [new Answers(name, { ...access, machine }, { parent: this, dependsOn: attached })]
      : attached
    this.registerOutputs({ endpoint })
  }

  #openApi() {
    const { ground, operatorCidrs } = this.#args
    const securityGroupId = ground.network.doorId
    for (const [index, cidrIpv4] of operatorCidrs.entries()) {
      const rule = { ipProtocol: 'tcp', fromPort: API_PORT, toPort: API_PORT, cidrIpv4 }
      const id = `${this.#name}-api-${index}`
      new aws.vpc.SecurityGroupIngressRule(id, { securityGroupId, ...rule }, { parent: this })
    }
  }

  #machine(authority: Authority) {
    const { size, ground } = this.#args
    const { network, tunnel, money } = ground
    const sealed = this.#parameter('authority', 'SecureString', authorityFiles(authority))
    const hours = this.#parameter('hours', 'String', `${this.#args.hours}`)
    const settings = settingsOf(this.#args, { authority: sealed, hours })
    const args = {
      size,
      subnetId: network.subnetIds[0] as pulumi.Output<string>,
      securityGroupId: network.doorId,
      parameters: [sealed, hours, tunnel.parameter],
      may: [{ Action: 'sns:Publish', Resource: money.topicArn }],
      userData: pulumi.all(settings).apply(clusterUserData),
    }
    return new Machine(this.#name, args, { parent: this })
  }

  #parameter(what: string, type: 'SecureString' | 'String', value: pulumi.Input<string>) {
    const name = `/lounge/${this.#args.stack}/${what}`
    return new aws.ssm.Parameter(`${this.#name}-${what}`, { name, type, value }, { parent: this })
  }

  #attach(instanceId: pulumi.Output<string>) {
    const opts = { parent: this, deleteBeforeReplace: true }
    const { storage, address } = this.#args.ground
    const { volumeId } = storage
    // Stopped first, so that nothing is half written.
    const volume = { deviceName: '/dev/sdf', volumeId, stopInstanceBeforeDetaching: true }
    return [
      new aws.ec2.EipAssociation(this.#name, { allocationId: address.id, instanceId }, opts),
      new aws.ec2.VolumeAttachment(this.#name, { ...volume, instanceId }, opts),
    ]
  }
}

const billOf = ({ region, size, data }: K3sArgs): Bill => ({
  ...{ region, instances: [size], hasEks: false },
  gibibytes: data + ROOT_GIBIBYTES,
  publicAddresses: 1,
})

/** A file a line: its name, its content in base64. A secret. */
const authorityFiles = ({ serverCa, serverCaKey, clientCa, clientCaKey }: Authority) =>
  pulumi.secret(
    pulumi.all([serverCa, serverCaKey, clientCa, clientCaKey]).apply((contents) => {
      const files = ['server-ca.crt', 'server-ca.key', 'client-ca.crt', 'client-ca.key']
      const encoded = contents.map((content) => Buffer.from(content).toString('base64'))
      return files.map((file, index) => `${file} ${encoded[index]}`).join('\n')
    }),
  )

type Parameters = Readonly<Record<'authority' | 'hours', aws.ssm.Parameter>>

const settingsOf = (args: K3sArgs, { authority, hours }: Parameters) => ({
  REGION: args.region,
  STACK: args.stack,
  ADDRESS: args.ground.address.publicIp,
  VOLUME: args.ground.storage.volumeId,
  K3S_VERSION: args.version,
  K3S_SHA256: args.sha256,
  AUTHORITY_PARAMETER: authority.name,
  HOURS_PARAMETER: hours.name,
  TUNNEL_PARAMETER: args.ground.tunnel.parameter.name,
  TUNNEL_ADDRESS: addresses.cloud,
  TUNNEL_PORT: `${WIREGUARD_PORT}`,
  HOME_ADDRESS: addresses.home,
  HOME_PUBLIC_KEY: args.ground.tunnel.homePublicKey,
  // Nobody reads it: another key is another machine, which fetches it.
  CLOUD_PUBLIC_KEY: args.ground.tunnel.cloudPublicKey,
  TOPIC: args.ground.money.topicArn,
  ...args.asks,
})
