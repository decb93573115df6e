/** A cluster's certificate authorities and its administrator's certificate, made once and kept in the state, sealed. */
import * as pulumi from '@pulumi/pulumi'
import { providedBy } from '../provided-by.ts'
import type { Issued } from './issue.ts'

const SECRETS = ['serverCaKey', 'clientCaKey', 'clientKey'] as const
const OPEN = ['serverCa', 'clientCa', 'client'] as const

export class Authority extends pulumi.dynamic.Resource {
  declare readonly serverCa: pulumi.Output<string>
  declare readonly serverCaKey: pulumi.Output<string>
  declare readonly clientCa: pulumi.Output<string>
  declare readonly clientCaKey: pulumi.Output<string>
  declare readonly client: pulumi.Output<string>
  declare readonly clientKey: pulumi.Output<string>

  constructor(name: string, args: { readonly cluster: string }, opts?: pulumi.CustomResourceOptions) {
    const outputs: Record<keyof Issued, undefined> = Object.fromEntries(
      [...OPEN, ...SECRETS].map((key) => [key, undefined]),
    ) as Record<keyof Issued, undefined>
    super(
      providedBy('infra/authority/issue.ts'),
      name,
      { ...args, ...outputs },
      { ...opts, additionalSecretOutputs: [...SECRETS] },
      'lounge',
      'Authority',
    )
  }
}
