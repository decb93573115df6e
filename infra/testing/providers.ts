/** What providers would answer; whatever is not here is refused. */

const nothing = () => ({})

/** Of each type, what the program reads back. */
const known: Readonly<Record<string, (name: string) => Record<string, unknown>>> = {
  'pulumi:pulumi:Stack': nothing,
  'pulumi:providers:kubernetes': nothing,
  'lounge:cluster:Existing': nothing,
  'lounge:index:Lounge': nothing,
}

/** Throws for a type that nobody expects. */
export const outputsOf = (type: string, name: string) => {
  const outputs = type.startsWith('kubernetes:') ? nothing : known[type]
  if (outputs) return outputs(name)
  throw new Error(`Resource not expected: ${type} ${name}`)
}

/** Functions of providers, by their token. */
export const calls: Readonly<Record<string, (inputs: Record<string, unknown>) => Record<string, unknown>>> =
  {}
