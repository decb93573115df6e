/** The cloud replica: a cluster, the lounge in it, and a guard that goes first when they go. */
import * as pulumi from '@pulumi/pulumi'
import { clusterOf } from './cluster/of.ts'
import { configOf, refuseMissing } from './config/config.ts'
import { environmentOf } from './config/environment.ts'
import { isSealed, refuseName } from './config/stack.ts'
import { Guard } from './guard/guard.ts'
import { Lounge } from './lounge/lounge.ts'
import { objectsOf, secretsIn } from './lounge/objects.ts'
import { costOf } from './price.ts'

/** What `pulumi up` stands up. Returns the stack's outputs, which are a contract; throws what is wrong with the config before anything is made. */
export const replica = () => {
  refuseName(pulumi.getStack())
  const config = configOf(pulumi.runtime.allConfig(), isSealed)
  const { loseChanges, renderTo, secrets } = config
  const environment = environmentOf(config)
  const objects = objectsOf(environment)
  refuseMissing(config, secretsIn(objects))

  if (loseChanges !== undefined)
    pulumi.log.warn(
      `lounge:loseChanges is set ("${loseChanges}"): nothing is protected, and a destroy compares nothing. When that is over: pulumi config rm lounge:loseChanges`,
    )
  const cluster = clusterOf(config, environment)
  const isProtected = loseChanges === undefined
  const lounge = new Lounge('lounge', { environment, objects, cluster, secrets, isProtected, renderTo })
  new Guard('guard', { loseChanges }, { dependsOn: [...cluster.standsOn, cluster, lounge] })
  const { endpoint, kubeconfig, tunnelPeer, restart, bill } = cluster
  return {
    ...{ endpoint, kubeconfig },
    ...(tunnelPeer && { tunnelPeer }),
    ...(restart && { restart }),
    ...(bill && { cost: costOf(bill) }),
  }
}
