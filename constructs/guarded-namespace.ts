/** A namespace that refuses careless pods, talks to nobody by default, and has limits. */
import { Construct } from 'constructs'
import { PART_OF } from './identity.ts'
import * as kplus from './kplus.ts'
import type { PodSecurityException } from './volumes.ts'

export interface GuardedNamespaceProps {
  readonly name: string
  /** Most pods, which bounds a runaway. @default 30 */
  readonly pods?: number
  /** Most memory of all pods together, as a quantity. @default '6Gi' */
  readonly memory?: string
  /** Why its pods may be less than restricted. @default - they may not */
  readonly exception?: PodSecurityException
}

const security = (level: string) =>
  Object.fromEntries(
    ['enforce', 'audit', 'warn'].flatMap((mode) => [
      [`pod-security.kubernetes.io/${mode}`, level],
      [`pod-security.kubernetes.io/${mode}-version`, 'latest'],
    ]),
  )

/** Namespace, Pod Security *restricted*, default-deny both ways, quota, and limits for containers that name none. */
export class GuardedNamespace extends Construct {
  constructor(scope: Construct, id: string, props: GuardedNamespaceProps) {
    super(scope, id)
    const { name, exception } = props
    const labels = { 'app.kubernetes.io/part-of': PART_OF, 'app.kubernetes.io/managed-by': 'cdk8s' }
    new kplus.k8s.KubeNamespace(this, 'namespace', {
      metadata: {
        name,
        labels: { ...labels, ...security(exception?.level ?? 'restricted') },
        ...(exception && { annotations: { 'lounge/exception': `${exception.level}: ${exception.reason}` } }),
      },
    })
    new kplus.k8s.KubeNetworkPolicy(this, 'silence', {
      metadata: { name: 'default-deny', namespace: name, labels },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    })
    this.#limit(props, { namespace: name, labels })
  }

  #limit(
    { pods = 30, memory = '6Gi' }: GuardedNamespaceProps,
    metadata: { namespace: string; labels: object },
  ) {
    const { Quantity } = kplus.k8s
    const { namespace } = metadata
    const labels = { ...metadata.labels }
    new kplus.k8s.KubeResourceQuota(this, 'quota', {
      metadata: { name: 'quota', namespace, labels },
      spec: { hard: { pods: Quantity.fromNumber(pods), 'limits.memory': Quantity.fromString(memory) } },
    })
    new kplus.k8s.KubeLimitRange(this, 'limits', {
      metadata: { name: 'limits', namespace, labels },
      spec: {
        limits: [
          {
            type: 'Container',
            default: { memory: Quantity.fromString('128Mi') },
            defaultRequest: { memory: Quantity.fromString('64Mi'), cpu: Quantity.fromString('25m') },
            max: { memory: Quantity.fromString('2Gi') },
          },
        ],
      },
    })
  }
}
