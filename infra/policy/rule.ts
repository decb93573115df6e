/** A rule of the house: a plain function over what a program asks for. */

export type Asked = {
  /** E.g. `aws:ebs/volume:Volume`. */
  readonly type: string
  readonly name: string
  // biome-ignore lint/suspicious/noExplicitAny: whatever a provider takes; a rule reads what it knows
  readonly props: any
  /** By whom it is made, where the engine says so. */
  readonly provider?: { readonly props: Asked['props'] }
  readonly urn?: string
  /** From which resources each of its properties comes, where the engine says so. */
  readonly propertyDependencies?: Readonly<Record<string, readonly { readonly urn: string }[]>>
}

/** Of one resource: what is wrong with it. */
export type ResourceRule = {
  readonly name: string
  readonly says: string
  readonly check: (asked: Asked) => readonly string[]
}

/** Of all resources together. */
export type StackRule = Omit<ResourceRule, 'check'> & {
  readonly check: (all: readonly Asked[]) => readonly string[]
}
