/** How pods are asked whether they live and are ready. */
import { Duration } from 'cdk8s'
import * as kplus from './kplus.ts'

/** How a pod is asked whether it lives and is ready; without it nobody asks. */
export type Probes = Pick<kplus.ContainerProps, 'startup' | 'liveness' | 'readiness'>

const EVERY_SECOND = { periodSeconds: Duration.seconds(1), timeoutSeconds: Duration.seconds(2) }

const LIVENESS = {
  periodSeconds: Duration.seconds(10),
  timeoutSeconds: Duration.seconds(5),
  failureThreshold: 3,
}

/** Two minutes to start, which a Raspberry Pi may need; then not ready after ten seconds. */
const readyAt = (path: string, port: number): Probes => ({
  startup: kplus.Probe.fromHttpGet(path, { port, ...EVERY_SECOND, failureThreshold: 120 }),
  readiness: kplus.Probe.fromHttpGet(path, { port, periodSeconds: Duration.seconds(5), failureThreshold: 2 }),
})

/** Of a service of ours: half a minute of silence is death. */
export const httpProbes = (port: number): Probes => ({
  ...readyAt('/readyz', port),
  liveness: kplus.Probe.fromHttpGet('/livez', { port, ...LIVENESS }),
})

/** Of a store, which is not restarted for being busy or in maintenance: it is dead when it takes no connection. */
export const storeProbes = (port: number, up: string): Probes => ({
  ...readyAt(up, port),
  liveness: kplus.Probe.fromTcpSocket({ port, ...LIVENESS }),
})
