/** Which labels a selector takes. */
import { isFields, labelsAt, listAt, textAt, textsAt } from './at.ts'

type Labels = Readonly<Record<string, string>>

type Demand = { readonly key: string; readonly operator: string; readonly values: readonly string[] }

/** Each must hold; no demand takes everything. */
export const demandsOf = (selector: unknown): readonly Demand[] => [
  ...Object.entries(labelsAt(selector, 'matchLabels')).map(([key, value]) => ({
    key,
    operator: 'In',
    values: [value],
  })),
  ...listAt(selector, 'matchExpressions')
    .filter(isFields)
    .map((each) => ({
      key: textAt(each, 'key') ?? '',
      operator: textAt(each, 'operator') ?? 'In',
      values: [...textsAt(each, 'values')].sort(),
    })),
]

const holds = ({ key, operator, values }: Demand, labels: Labels) => {
  const value = labels[key]
  if (operator === 'Exists') return value !== undefined
  if (operator === 'DoesNotExist') return value === undefined
  if (operator === 'NotIn') return value === undefined || !values.includes(value)
  return value !== undefined && values.includes(value)
}

export const takes = (selector: unknown, labels: Labels) =>
  demandsOf(selector).every((demand) => holds(demand, labels))

const WORDS: Readonly<Record<string, string>> = {
  In: '=',
  NotIn: ' is not ',
  Exists: ' is there',
  DoesNotExist: ' is absent',
}

export const wordsOf = (demand: Demand) =>
  `${demand.key.replace(/^app\.kubernetes\.io\//, '')}${WORDS[demand.operator] ?? '='}${demand.values.join('|')}`
