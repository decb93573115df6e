/** How a service is reached from outside the cluster: one word chooses between Ingress and Gateway API. */
import { ApiObject } from 'cdk8s'
import { Construct } from 'constructs'
import * as kplus from './kplus.ts'

/** `ingress` is ingress-nginx, retired by its makers in March 2026; `gateway` is Gateway API. */
export type Way = 'ingress' | 'gateway'

/** Of each way: where its own pods live, which are the ones that enter. */
export const doors = { ingress: 'ingress-nginx', gateway: 'envoy-gateway-system' } as const satisfies Record<
  Way,
  string
>

/** The class, and in each namespace the Gateway that its routes hang on. */
const GATEWAY = 'lounge'

const GATEWAY_API = 'gateway.networking.k8s.io/v1'

export interface ExposureProps {
  readonly way: Way
  /** Of the Service, and of what is made here. */
  readonly name: string
  readonly host: string
  /** Of the Service. */
  readonly port: number
  readonly labels: Readonly<Record<string, string>>
  /** Secret with the host's certificate; of the way `gateway` the Gate has it. @default - plain HTTP, for a LAN or a tunnel */
  readonly certificate?: string | undefined
}

/** Requests for `host` go to the Service. No annotations of one controller, so that the other way means the same. */
export class Exposure extends Construct {
  constructor(scope: Construct, id: string, props: ExposureProps) {
    super(scope, id)
    if (props.way === 'ingress') this.#ingress(props)
    else this.#route(props)
  }

  #ingress({ name, host, port, labels, certificate }: ExposureProps) {
    const service = { name, port: { number: port } }
    new kplus.k8s.KubeIngress(this, 'ingress', {
      metadata: { name, labels: { ...labels } },
      spec: {
        ingressClassName: 'nginx',
        rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service } }] } }],
        ...(certificate && { tls: [{ hosts: [host], secretName: certificate }] }),
      },
    })
  }

  #route({ name, host, port, labels }: ExposureProps) {
    new ApiObject(this, 'route', {
      apiVersion: GATEWAY_API,
      kind: 'HTTPRoute',
      metadata: { name, labels: { ...labels } },
      spec: {
        parentRefs: [{ name: GATEWAY }],
        hostnames: [host],
        rules: [{ backendRefs: [{ name, port }] }],
      },
    })
  }
}

/** What the cluster needs once for a way to work; the controller itself is installed with the cluster. */
export class Door extends Construct {
  constructor(scope: Construct, id: string, { way }: { readonly way: Way }) {
    super(scope, id)
    if (way === 'ingress') {
      const spec = { controller: 'k8s.io/ingress-nginx' }
      new kplus.k8s.KubeIngressClass(this, 'class', { metadata: { name: 'nginx' }, spec })
      return
    }
    const controllerName = 'gateway.envoyproxy.io/gatewayclass-controller'
    const metadata = { name: GATEWAY }
    const spec = { controllerName }
    new ApiObject(this, 'class', { apiVersion: GATEWAY_API, kind: 'GatewayClass', metadata, spec })
  }
}

export interface GateProps {
  /** Secret with the hosts' certificate, in the same namespace. @default - plain HTTP, for a LAN or a tunnel */
  readonly certificate?: string | undefined
}

/** A namespace's own Gateway, which its routes hang on: no other namespace needs a right to its certificate. */
export class Gate extends ApiObject {
  constructor(scope: Construct, id: string, { certificate }: GateProps = {}) {
    const tls = { mode: 'Terminate', certificateRefs: [{ kind: 'Secret', name: certificate }] }
    const listener = certificate
      ? { name: 'https', protocol: 'HTTPS', port: 443, tls }
      : { name: 'http', protocol: 'HTTP', port: 80 }
    super(scope, id, {
      apiVersion: GATEWAY_API,
      kind: 'Gateway',
      metadata: { name: GATEWAY },
      spec: { gatewayClassName: GATEWAY, listeners: [listener] },
    })
  }
}
