/** What is wrong with the stack's config: sentences, without a stack of calls. */
import { RunError } from '@pulumi/pulumi'
import type { Fault } from '../../workloads/fault.ts'

export class Misconfigured extends RunError {
  constructor(...faults: readonly Fault[]) {
    super(faults.map(({ key, says }) => `The stack's config: lounge:${key} ${says}.`).join('\n'))
  }
}
