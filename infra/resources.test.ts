/** Each resource beneath the lounge and all that its provider is given: whoever adds or changes one has to look at it here. */
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { isSealed, standUp } from './testing/recording.ts'
import { eks, existing, k3s } from './testing/shapes.ts'

/** Held by tests of their own, for they are long. */
const LONG = ['userData', '__provider']
/** Texts that hold JSON. */
const JSONS = ['policy', 'assumeRolePolicy', 'defaultTags', 'configurationValues']

const shown = (key: string, value: unknown): unknown => {
  if (isSealed(value)) return '[sealed]'
  if (LONG.includes(key)) return '…'
  return JSONS.includes(key) && typeof value === 'string' ? JSON.parse(value) : value
}

test.each([
  ['k3s', k3s],
  ['eks', eks],
  ['existing', existing],
])('%s asks for these and no others', async (shape, config) => {
  const { recorded } = await standUp(config)

  const asked = recorded
    .filter(({ type }) => !/^(kubernetes|lounge|pulumi:pulumi):/.test(type))
    .map(({ type, name, inputs }) => [`${type} ${name}`, inputs] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
  const text = stringify(JSON.parse(JSON.stringify(Object.fromEntries(asked), shown)))
  await expect(text).toMatchFileSnapshot(`testing/resources/${shape}.yaml`)
})
