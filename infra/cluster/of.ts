/** Which cluster a config asks for. */
import * as pulumi from '@pulumi/pulumi'
import type { Environment } from '../../workloads/environment.ts'
import { services } from '../../workloads/graph.ts'
import type { CloudConfig, Config } from '../config/config.ts'
import { Ground } from '../ground.ts'
import { clusterFileOf } from '../lounge/objects.ts'
import type { ReplicaCluster } from './cluster.ts'
import { Eks } from './eks/eks.ts'
import { Existing } from './existing.ts'
import { K3s } from './k3s.ts'

const WEB_PORTS = [80, 443]

const groundOf = (config: CloudConfig, environment: Environment) => {
  const openPorts = clusterFileOf(environment).exposure === 'none' ? [] : WEB_PORTS
  const isProtected = config.loseChanges === undefined
  return new Ground('ground', { ...config, stack: pulumi.getStack(), openPorts, isProtected })
}

/** Also what it stands on. */
export const clusterOf = (config: Config, environment: Environment): ReplicaCluster => {
  if (config.shape === 'existing') return new Existing('cluster', config)
  const ground = groundOf(config, environment)
  const stack = pulumi.getStack()
  const opts = { providers: [ground.provider] }
  if (config.shape === 'eks') return new Eks('cluster', { ...config, stack, ground }, opts)
  const { k3s, renderTo, ...rest } = config
  const asks = {
    NAMESPACE: environment.namespace,
    MIDI_METRICS: `${services.midi.metricsPort}`,
    DATA_METRICS: `${services.data.metricsPort}`,
  }
  const isAwaited = renderTo === undefined
  return new K3s('cluster', { ...rest, ...k3s, stack, ground, asks, isAwaited }, opts)
}
