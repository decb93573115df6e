/** How monitoring finds a workload's numbers: by annotations of its pods, or by a PodMonitor. */
import { ApiObject } from 'cdk8s'
import type { Construct } from 'constructs'
import { selectorOf } from './identity.ts'

/** `annotations` suits Alloy and a plain Prometheus, `pod-monitor` the Prometheus operator. */
export type Discovery = 'annotations' | 'pod-monitor'

export const scrapeAnnotations = (port: number) => ({
  'prometheus.io/scrape': 'true',
  'prometheus.io/port': `${port}`,
  'prometheus.io/path': '/metrics',
})

export interface PodMonitorProps {
  /** Of the workload. */
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
}

/** Has the Prometheus operator scrape the port `metrics` of a workload's pods. */
export class PodMonitor extends ApiObject {
  constructor(scope: Construct, id: string, { name, labels }: PodMonitorProps) {
    super(scope, id, {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: { name, labels: { ...labels } },
      spec: {
        selector: { matchLabels: selectorOf(name) },
        podMetricsEndpoints: [{ port: 'metrics', path: '/metrics', interval: '15s' }],
      },
    })
  }
}
