/** What `pulumi preview --json` says: the program against what stands now. */
import { z } from 'zod'
import { type CloudChange, isOfCloud, propertiesOf, type Resource } from './resource.ts'

const State = z.object({ type: z.string(), inputs: z.record(z.string(), z.json()).default({}) })

const Step = z.object({
  op: z.string(),
  urn: z.string(),
  oldState: State.optional(),
  newState: State.optional(),
  replaceReasons: z.array(z.string()).nullish(),
  diffReasons: z.array(z.string()).nullish(),
})
type Step = z.infer<typeof Step>

const Preview = z.object({ steps: z.array(Step).default([]) })

/** One replacement is several steps; this one stands for it. */
const WHAT: Readonly<Record<string, CloudChange['what']>> = {
  create: 'created',
  update: 'updated',
  replace: 'replaced',
  delete: 'destroyed',
}

/** `urn:pulumi:show::lounge::lounge:cluster:K3s$aws:ec2/instance:Instance::cluster`. */
const namesIn = (urn: string) => {
  const [type = '', name = ''] = urn.split('::').slice(2)
  return { type: type.split('$').at(-1) ?? '', name }
}

const changeOf = ({ op, urn, replaceReasons, diffReasons, oldState, newState }: Step): CloudChange[] => {
  const what = WHAT[op]
  const names = namesIn(urn)
  if (what === undefined || !isOfCloud(names)) return []
  const forcedBy = what === 'replaced' ? (replaceReasons ?? []) : []
  const changed = [...new Set([...(diffReasons ?? []), ...forcedBy])]
  const properties = propertiesOf(changed, oldState?.inputs, newState?.inputs)
  return [{ what, ...names, properties, forcedBy }]
}

const resourceOf = (urn: string, state: z.infer<typeof State> | undefined): Resource[] =>
  state ? [{ ...namesIn(urn), inputs: state.inputs }] : []

/** Steps that put the new one beside the old one, or take the old one away, say the same again. */
const isWhole = ({ op }: Step) => op in WHAT || op === 'same'

export type Previewed = {
  readonly changes: readonly CloudChange[]
  readonly base: readonly Resource[]
  readonly head: readonly Resource[]
}

/** Throws a sentence for what is no preview. */
export const readPreview = (text: string): Previewed => {
  const start = text.indexOf('{')
  const parsed = Preview.safeParse(start < 0 ? undefined : JSON.parse(text.slice(start)))
  if (!parsed.success) throw new Error('pulumi preview --json printed no preview.')
  const steps = parsed.data.steps.filter(isWhole)
  return {
    changes: steps.flatMap(changeOf),
    base: steps.flatMap(({ urn, oldState }) => resourceOf(urn, oldState)),
    head: steps.flatMap(({ urn, newState }) => resourceOf(urn, newState)),
  }
}
