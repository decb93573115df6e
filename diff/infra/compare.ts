/** Two recordings of the program, compared as the provider would. */
import { forcing } from './forces.ts'
import { type CloudChange, isOfCloud, propertiesOf, type Resource } from './resource.ts'

const keyOf = ({ type, name }: Resource) => `${type} ${name}`

const changed = (from: Resource, to: Resource): readonly string[] =>
  [...new Set([...Object.keys(from.inputs), ...Object.keys(to.inputs)])].filter(
    (key) => JSON.stringify(from.inputs[key]) !== JSON.stringify(to.inputs[key]),
  )

const changeOf = (from: Resource, to: Resource): CloudChange | undefined => {
  const properties = changed(from, to)
  const forces = forcing(to.type, to.inputs)
  const forcedBy = properties.filter((property) => forces.includes(property))
  const { type, name } = to
  return properties.length === 0
    ? undefined
    : {
        what: forcedBy.length > 0 ? 'replaced' : 'updated',
        type,
        name,
        properties: propertiesOf(properties, from.inputs, to.inputs),
        forcedBy,
      }
}

const whole = (what: 'created' | 'destroyed', { type, name }: Resource): CloudChange => ({
  ...{ what, type, name },
  properties: [],
  forcedBy: [],
})

export const cloudChanges = (
  base: readonly Resource[],
  head: readonly Resource[],
): readonly CloudChange[] => {
  const before = new Map(base.filter(isOfCloud).map((each) => [keyOf(each), each]))
  const after = new Map(head.filter(isOfCloud).map((each) => [keyOf(each), each]))
  return [
    ...[...before].filter(([key]) => !after.has(key)).map(([, each]) => whole('destroyed', each)),
    ...[...after].flatMap(([key, to]) => {
      const from = before.get(key)
      return from ? (changeOf(from, to) ?? []) : whole('created', to)
    }),
  ]
}
