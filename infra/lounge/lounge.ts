/** The lounge in a cluster: each object of its charts is one resource, so that a preview shows each. */
import * as k8s from '@pulumi/kubernetes'
import * as pulumi from '@pulumi/pulumi'
import type { KubeObject } from '../../constructs/manifest.ts'
import type { Cluster, Environment } from '../../workloads/environment.ts'
import { Misconfigured } from '../config/misconfigured.ts'
import { Applied } from './applied.ts'
import { nameOf, objectsOf, secretsIn } from './objects.ts'

/** Name → key → value. */
export type Secrets = Readonly<Record<string, Readonly<Record<string, string>>>>

export interface LoungeArgs {
  readonly environment: Environment
  readonly cluster: Cluster
  readonly secrets: Secrets
  readonly provider: pulumi.ProviderResource
  /** Whether what holds the log may be neither deleted nor replaced. */
  readonly isProtected: boolean
}

/** Before everything else: what others live in or are ranked by. */
const FIRST = ['Namespace', 'PriorityClass', 'StorageClass']

/** The log is in these. */
const holdsData = ({ kind, metadata }: KubeObject) =>
  metadata.name === 'db' && ['PersistentVolumeClaim', 'StatefulSet'].includes(kind)

export class Lounge extends pulumi.ComponentResource {
  /** Everything that is there. */
  readonly resources: readonly pulumi.Resource[]

  constructor(name: string, args: LoungeArgs, opts?: pulumi.ComponentResourceOptions) {
    super('lounge:index:Lounge', name, {}, opts)
    const { environment, cluster, secrets } = args
    const objects = objectsOf(environment, cluster)
    refuseMissing(secretsIn(objects), secrets)

    const options = { parent: this, provider: args.provider }
    const make = (object: KubeObject, dependsOn: pulumi.Resource[]) =>
      new Applied(nameOf(object), object, {
        ...options,
        dependsOn,
        protect: args.isProtected && holdsData(object),
      })
    const first = objects.filter(({ kind }) => FIRST.includes(kind)).map((object) => make(object, []))
    const sealed = secretsIn(objects).map((secret) => {
      const { namespace } = environment
      const stringData = pulumi.secret(secrets[secret] ?? {})
      const metadata = { name: secret, namespace }
      return new k8s.core.v1.Secret(
        `Secret/${namespace}/${secret}`,
        { metadata, stringData },
        { ...options, dependsOn: first },
      )
    })
    const rest = objects
      .filter(({ kind }) => !FIRST.includes(kind))
      .map((object) => make(object, [...first, ...sealed]))

    this.resources = [...first, ...sealed, ...rest]
    this.registerOutputs({ namespace: environment.namespace })
  }
}

const refuseMissing = (needed: readonly string[], secrets: Secrets) => {
  const missing = needed.filter((name) => !(name in secrets))
  if (missing.length === 0) return
  throw new Misconfigured({
    key: 'secrets',
    says: `lacks ${missing.join(', ')}: \`npm run replica -- secrets\` makes what is missing`,
  })
}
