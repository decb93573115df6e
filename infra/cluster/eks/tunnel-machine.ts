/** The tunnel's end for a cluster whose nodes come and go: the smallest machine, which passes home's packets on to the node. */
import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { passingUserData } from '../../bootstrap/user-data.ts'
import type { Ground } from '../../ground.ts'
import { Machine } from '../../machine.ts'
import { addresses, ports, WIREGUARD_PORT } from '../../tunnel-peer.ts'

export interface TunnelMachineArgs {
  readonly region: string
  readonly ground: Ground
  readonly plane: aws.eks.Cluster
  readonly subnetId: pulumi.Input<string>
}

export const TUNNEL_SIZE = 't4g.nano'

const HOME = `${addresses.home}/32`

export class TunnelMachine extends pulumi.ComponentResource {
  constructor(name: string, args: TunnelMachineArgs, opts?: pulumi.ComponentResourceOptions) {
    super('lounge:cluster:EksTunnelMachine', name, {}, opts)
    const { ground, plane, subnetId } = args
    const parent = { parent: this }
    const { instanceId, networkInterfaceId } = new Machine(
      name,
      {
        size: TUNNEL_SIZE,
        subnetId,
        securityGroupId: ground.network.doorId,
        parameters: [ground.tunnel.parameter],
        may: [{ Action: 'ec2:DescribeInstances', Resource: '*' }],
        userData: pulumi.all(settingsOf(args)).apply(passingUserData),
        isRouter: true,
      },
      parent,
    )
    new aws.ec2.EipAssociation(name, { allocationId: ground.address.id, instanceId }, parent)
    const back = { destinationCidrBlock: HOME, networkInterfaceId }
    new aws.ec2.Route(name, { routeTableId: ground.network.routeTableId, ...back }, parent)
    this.#openNode(name, plane)
    this.registerOutputs({})
  }

  /** Only home comes by the tunnel, and only to its ports. */
  #openNode(name: string, { vpcConfig }: aws.eks.Cluster) {
    const securityGroupId = vpcConfig.clusterSecurityGroupId
    for (const [what, port] of Object.entries(ports)) {
      const rule = { ipProtocol: 'tcp', fromPort: port, toPort: port, cidrIpv4: HOME }
      const id = `${name}-${what}`
      new aws.vpc.SecurityGroupIngressRule(id, { securityGroupId, ...rule }, { parent: this })
    }
  }
}

const settingsOf = ({ region, ground, plane }: TunnelMachineArgs) => ({
  REGION: region,
  CLUSTER: plane.name,
  TUNNEL_PARAMETER: ground.tunnel.parameter.name,
  TUNNEL_ADDRESS: addresses.cloud,
  TUNNEL_PORT: `${WIREGUARD_PORT}`,
  HOME_ADDRESS: addresses.home,
  HOME_PUBLIC_KEY: ground.tunnel.homePublicKey,
  // Nobody reads it: another key is another machine, which fetches it.
  CLOUD_PUBLIC_KEY: ground.tunnel.cloudPublicKey,
  PORTS: Object.values(ports).join(' '),
})
