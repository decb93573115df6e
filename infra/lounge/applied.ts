/** One object of Kubernetes, whatever its kind. */
import * as pulumi from '@pulumi/pulumi'
import type { KubeObject } from '../../constructs/manifest.ts'

/** The SDK's `apiextensions.CustomResource` would name the core's kinds `kubernetes:v1:…`, of which the provider knows none. */
export class Applied extends pulumi.CustomResource {
  constructor(name: string, object: KubeObject, opts: pulumi.CustomResourceOptions) {
    const { apiVersion, kind } = object
    const module = apiVersion.includes('/') ? apiVersion : `core/${apiVersion}`
    super(`kubernetes:${module}:${kind}`, name, { ...object }, opts)
  }
}
