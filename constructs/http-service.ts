/** A stateless HTTP service: any number of pods behind one name, replaced without losing a request. */
import { Construct } from 'constructs'
import { DisruptionBudget } from './disruption-budget.ts'
import { labelsOf, selectorOf } from './identity.ts'
import * as kplus from './kplus.ts'
import { NamedPort } from './named-port.ts'
import { type PodProps, place, podOf } from './pod.ts'
import { httpProbes } from './probes.ts'
import { PodMonitor } from './scrape.ts'

/** Routers need a moment to learn that a pod is leaving. */
const DRAIN_S = 5

export interface HttpServiceProps extends PodProps {
  /** Where it answers; also its Service's port. */
  readonly port: number
  /** Where it serves `/metrics`, and nothing else. */
  readonly metricsPort: number
  /** Pods. More than one are spread over nodes and never all evicted at once. @default 1 */
  readonly replicas?: number
}

/**
 * @example
 * new HttpService(this, 'midi', { name: 'midi', component: 'api', image, port: 7102, metricsPort: 7202, replicas: 2 })
 */
export class HttpService extends Construct {
  constructor(scope: Construct, id: string, props: HttpServiceProps) {
    super(scope, id)
    const { name, port, metricsPort, replicas = 1, priority } = props
    const pod = podOf(this, { ...props, ports: { http: port, metrics: metricsPort } }, httpProbes(port))
    const strategy = kplus.DeploymentStrategy.rollingUpdate({
      maxSurge: kplus.PercentOrAbsolute.absolute(1),
      maxUnavailable: kplus.PercentOrAbsolute.absolute(0),
    })
    const deployment = new kplus.Deployment(this, 'deployment', { ...pod, replicas, strategy })
    place(deployment, props)
    kplus.completePod(deployment, { spread: selectorOf(name), priority, drain: DRAIN_S })
    const labels = labelsOf(props)
    new NamedPort(this, 'service', { name, port, labels })
    if (replicas > 1) new DisruptionBudget(this, 'budget', { name, labels })
    if (props.discovery === 'pod-monitor') new PodMonitor(this, 'monitor', { name, labels })
  }
}
