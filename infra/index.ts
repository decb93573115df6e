/** The cloud replica: a cluster, the lounge in it, and a guard that goes first when they go. */
import * as pulumi from '@pulumi/pulumi'
import { clusterOf } from './cluster/of.ts'
import { configOf, environmentOf, refuseMissing } from './config/config.ts'
import { Guard } from './guard/guard.ts'
import { Lounge } from './lounge/lounge.ts'
import { objectsOf, secretsIn } from './lounge/objects.ts'
import { costOf } from './price.ts'

/** What `pulumi up` stands up. Returns the stack's outputs, which are a contract; throws what is wrong with the config before anything is made. */
export const replica = () => {
  const config = configOf(pulumi.runtime.allConfig())
  const { loseChanges, renderTo, secrets } = config
  const environment = environmentOf(config)
  const objects = objectsOf(environment)
  refuseMissing(config, secretsIn(objects))

  const cluster = clusterOf(config, environment)
  const isProtected = loseChanges === undefined
  const lounge = new Lounge('lounge', { environment, objects, cluster, secrets, isProtected, renderTo })
  new Guard('guard', { loseChanges }, { dependsOn: [cluster, lounge] })
  const { endpoint, kubeconfig, tunnelPeer, bill } = cluster
  return { endpoint, kubeconfig, ...(tunnelPeer && { tunnelPeer }), ...(bill && { cost: costOf(bill) }) }
}
