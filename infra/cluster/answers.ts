/** A resource that is there once an API server answers: what is applied to the cluster waits for it. */
import * as pulumi from '@pulumi/pulumi'
import { providedBy } from '../provided-by.ts'

export interface AnswersArgs {
  readonly endpoint: pulumi.Input<string>
  readonly serverCa: pulumi.Input<string>
  readonly client: pulumi.Input<string>
  readonly clientKey: pulumi.Input<string>
  /** Id of the machine; another is waited for again. */
  readonly machine: pulumi.Input<string>
}

export class Answers extends pulumi.dynamic.Resource {
  constructor(name: string, args: AnswersArgs, opts: pulumi.CustomResourceOptions) {
    const clientKey = pulumi.secret(args.clientKey)
    super(providedBy('infra/cluster/wait.ts'), name, { ...args, clientKey }, opts, 'lounge', 'Answers')
  }
}
