/** The cloud replica, from the cluster up to the lounge. */
import * as k8s from '@pulumi/kubernetes'
import * as pulumi from '@pulumi/pulumi'
import { Existing } from './cluster/existing.ts'
import { configOf, environmentOf } from './config/config.ts'
import { Lounge } from './lounge/lounge.ts'
import { clusterFileOf } from './lounge/objects.ts'

/** What `pulumi up` stands up; returns the stack's outputs. Throws what is wrong with the config before anything is created. */
export const replica = () => {
  const config = configOf(pulumi.runtime.allConfig())
  if (config.shape !== 'existing') throw new Error('not yet')
  const environment = environmentOf(config)
  const cluster = new Existing('cluster', config)
  const provider = new k8s.Provider('cluster', {
    // Another kubeconfig for the same cluster replaces nothing.
    clusterIdentifier: `lounge-${pulumi.getStack()}`,
    enableServerSideApply: true,
    // Pods roll by the checksum that the charts write, so a changed setting needs no other name.
    ...{ enableConfigMapMutable: true, enableSecretMutable: true },
    ...(config.renderTo === undefined
      ? { kubeconfig: cluster.kubeconfig }
      : { renderYamlToDirectory: config.renderTo }),
  })
  const { secrets } = config
  new Lounge('lounge', {
    environment,
    cluster: clusterFileOf(environment),
    secrets,
    provider,
    isProtected: config.loseChanges === undefined,
  })
  return { endpoint: cluster.endpoint, kubeconfig: cluster.kubeconfig }
}
