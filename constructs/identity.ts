/** What a thing is called and by which labels it is known. Both stay when code moves, because selectors are immutable. */

export const PART_OF = 'eight-bit-sax-lounge'

const NAME = 'app.kubernetes.io/name'

export interface IdentityProps {
  /** Of the workload, unique in its namespace. */
  readonly name: string
  /** What it is in the whole: `api`, `database`, `bot`… */
  readonly component: string
  /** Of what runs in it. @default - not said */
  readonly version?: string
}

/** Known by its name alone: a namespace holds one lounge's environment. */
export const selectorOf = (name: string) => ({ [NAME]: name })

/** Kubernetes' recommended labels. */
export const labelsOf = ({ name, component, version }: IdentityProps) => ({
  ...selectorOf(name),
  'app.kubernetes.io/component': component,
  'app.kubernetes.io/part-of': PART_OF,
  'app.kubernetes.io/managed-by': 'cdk8s',
  ...(version && { 'app.kubernetes.io/version': version }),
})
