/** What a stack must be beside its config. */
import * as pulumi from '@pulumi/pulumi'

const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/

/** It becomes part of names that AWS checks. Throws a sentence. */
export const refuseName = (stack: string) => {
  if (NAME.test(stack)) return
  throw new pulumi.RunError(
    `The stack's name must be at most 40 letters, digits, - and _, and is ${stack}: pulumi stack init <name>`,
  )
}

/** The SDK knows which keys are secret, and shows it in no type. */
const { isConfigSecret } = pulumi.runtime as unknown as { isConfigSecret: (key: string) => boolean }

/** `key`: with its namespace. */
export const isSealed = (key: string) => isConfigSecret(key)
