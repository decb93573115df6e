/** Dangers that a change takes on knowingly, each with its reason. */
import { z } from 'zod'
import type { Identity } from '../change.ts'
import type { Hit } from '../danger/rule.ts'
import { type RuleName, rules } from '../danger/rules.ts'
import { cloudRules } from '../infra/judge.ts'
import { nameOf } from '../objects/name.ts'

/** Relative to the checkout. */
export const ACCEPTED = 'workloads/accepted.ts'

type Name = RuleName | keyof typeof cloudRules

const Rule = z.enum([...rules.map(({ name }) => name), ...Object.keys(cloudRules)] as [Name, ...Name[]])

export const Accepted = z.strictObject({
  rule: Rule,
  /** As the diff calls it: `PersistentVolumeClaim lounge-dev/db`; `*` is any namespace. */
  object: z.string().min(3),
  /** Why it is right all the same. The diff shows it. */
  reason: z.string().min(10, 'must say why, in ten letters or more'),
})
export type Accepted = z.infer<typeof Accepted>

const isSame = (a: Accepted, b: Accepted) =>
  a.rule === b.rule && a.object === b.object && a.reason === b.reason

/** Only what a change brings itself: what an earlier one accepted was meant for that one. */
export const newlyAccepted = (base: readonly Accepted[], head: readonly Accepted[]) =>
  head.filter((each) => !base.some((old) => isSame(old, each)))

/** Whether an acceptance's object is this one. */
export const isNamed = (name: string, object: Identity) =>
  name === nameOf(object) || name === nameOf({ ...object, namespace: '*' })

export const tryAcceptance = (accepted: readonly Accepted[], rule: string, { object }: Hit) =>
  accepted.find((each) => each.rule === rule && isNamed(each.object, object))

/** Throws a sentence that names what is wrong. */
export const parseAccepted = (value: unknown, file: string): readonly Accepted[] => {
  const parsed = z.array(Accepted).safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues as [z.core.$ZodIssue]
  throw new Error(`${file}: ${issue.path.join('.') || 'the list'} is wrong: ${issue.message}.`)
}
