/** Addresses of the LAN that MetalLB may give to services of type LoadBalancer. */
import { ApiObject } from 'cdk8s'
import { Construct } from 'constructs'

export interface AddressPoolProps {
  readonly name: string
  /** Ranges (`192.168.1.240-192.168.1.250`) or CIDR blocks. */
  readonly addresses: readonly string[]
  /** MetalLB's own namespace. @default 'metallb-system' */
  readonly namespace?: string
}

/** Announced on the LAN (L2). The announcement names its pool: without, it would announce every pool there is. */
export class AddressPool extends Construct {
  constructor(scope: Construct, id: string, props: AddressPoolProps) {
    super(scope, id)
    const { name, addresses, namespace = 'metallb-system' } = props
    const apiVersion = 'metallb.io/v1beta1'
    const metadata = { name, namespace }
    new ApiObject(this, 'pool', {
      apiVersion,
      kind: 'IPAddressPool',
      metadata,
      spec: { addresses: [...addresses] },
    })
    new ApiObject(this, 'announcement', {
      ...{ apiVersion, kind: 'L2Advertisement', metadata },
      spec: { ipAddressPools: [name] },
    })
  }
}
