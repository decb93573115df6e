/** Depends on everything, so that a destroy begins with it: it asks whether home has all there is. */
import * as pulumi from '@pulumi/pulumi'
import { providedBy } from '../provided-by.ts'

export interface GuardArgs {
  /** Why changes may be lost; without it none may be. */
  readonly loseChanges: string | undefined
}

export class Guard extends pulumi.dynamic.Resource {
  constructor(name: string, { loseChanges }: GuardArgs, opts: pulumi.CustomResourceOptions) {
    super(providedBy('infra/guard/last-out.ts'), name, { loseChanges }, opts, 'lounge', 'Guard')
  }
}
