/** The network: public subnets only, no NAT gateway, and nothing comes in but WireGuard and what the exposure needs. */
import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { WIREGUARD_PORT } from './tunnel-peer.ts'

export interface NetworkArgs {
  /** Of the whole network, e.g. `10.60.0.0/16`; each subnet is a /24 of it. */
  readonly cidr: string
  /** TCP ports that the world may reach: those of an ingress, or none. */
  readonly openPorts: readonly number[]
}

/** EKS insists on two zones; everything with a price is in the first. */
const ZONES = [0, 1] as const

/** What every account has at once, but for a zone that has neither Graviton nor EKS. */
const SOUND = {
  state: 'available',
  filters: [{ name: 'opt-in-status', values: ['opt-in-not-required'] }],
  excludeZoneIds: ['use1-az3'],
}

const WORLD = '0.0.0.0/0'

export class Network extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>
  /** Of the first subnet. */
  readonly zone: pulumi.Output<string>
  readonly subnetIds: readonly pulumi.Output<string>[]
  readonly routeTableId: pulumi.Output<string>
  /** For the machine at which the world knocks. */
  readonly doorId: pulumi.Output<string>

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super('lounge:index:Network', name, {}, opts)
    const parent = { parent: this }
    const vpc = new aws.ec2.Vpc(name, { cidrBlock: args.cidr, enableDnsHostnames: true }, parent)
    const vpcId = vpc.id
    const table = this.#publicTable(name, vpcId)
    const zones = aws.getAvailabilityZonesOutput(SOUND, parent)
    const subnets = ZONES.map((index) => {
      const availabilityZone = zones.apply(({ names }) => names[index] as string)
      const cidrBlock = block(args.cidr, index)
      const id = `${name}-${index}`
      const place = { vpcId, availabilityZone, cidrBlock }
      const subnet = new aws.ec2.Subnet(id, { ...place, mapPublicIpOnLaunch: true }, parent)
      new aws.ec2.RouteTableAssociation(id, { routeTableId: table.id, subnetId: subnet.id }, parent)
      return subnet
    })

    this.vpcId = vpcId
    this.zone = (subnets[0] as aws.ec2.Subnet).availabilityZone
    this.subnetIds = subnets.map(({ id }) => id)
    this.routeTableId = table.id
    this.doorId = this.#door(name, args.openPorts, vpcId)
    this.registerOutputs({ vpcId })
  }

  #publicTable(name: string, vpcId: pulumi.Output<string>) {
    const parent = { parent: this }
    const gateway = new aws.ec2.InternetGateway(name, { vpcId }, parent)
    const table = new aws.ec2.RouteTable(name, { vpcId }, parent)
    const out = { destinationCidrBlock: WORLD, gatewayId: gateway.id }
    new aws.ec2.Route(`${name}-out`, { routeTableId: table.id, ...out }, parent)
    return table
  }

  #door(name: string, openPorts: readonly number[], vpcId: pulumi.Output<string>) {
    const parent = { parent: this }
    const description = 'WireGuard, and what the exposure needs'
    const { id } = new aws.ec2.SecurityGroup(`${name}-door`, { vpcId, description }, parent)
    const open = (what: string, ipProtocol: string, port: number) =>
      new aws.vpc.SecurityGroupIngressRule(
        `${name}-${what}`,
        { securityGroupId: id, ipProtocol, fromPort: port, toPort: port, cidrIpv4: WORLD },
        parent,
      )
    open('wireguard', 'udp', WIREGUARD_PORT)
    for (const port of openPorts) open(`${port}`, 'tcp', port)
    const all = { ipProtocol: '-1', cidrIpv4: WORLD }
    new aws.vpc.SecurityGroupEgressRule(`${name}-out`, { securityGroupId: id, ...all }, parent)
    return id
  }
}

/** The `index`th /24. */
const block = (cidr: string, index: number) => {
  const [first, second] = cidr.split('.')
  return `${first}.${second}.${index}.0/24`
}
