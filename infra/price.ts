/** What it costs, from a small table. List prices without tax; the free tiers are left out. */

import { Misconfigured } from './config/misconfigured.ts'

/** When the prices were last looked at. */
export const PRICES_OF = '2026-11'

/** USD. `t4gMedium` an hour, for other sizes by `sizes`; `gibibyte` of gp3 a month. */
const table = {
  'us-east-1': { t4gMedium: 0.0336, gibibyte: 0.08 },
  'us-west-2': { t4gMedium: 0.0336, gibibyte: 0.08 },
  'eu-west-1': { t4gMedium: 0.0368, gibibyte: 0.088 },
  'eu-central-1': { t4gMedium: 0.0384, gibibyte: 0.0952 },
} as const
export type Region = keyof typeof table
export const regions = Object.keys(table) as [Region, ...Region[]]

/** An hour, in every region of the table. */
const PUBLIC_ADDRESS = 0.005
const EKS = 0.1

/** In units of a t4g.medium. */
const sizes: Readonly<Record<string, number>> = {
  't4g.nano': 1 / 8,
  't4g.micro': 1 / 4,
  't4g.small': 1 / 2,
  't4g.medium': 1,
  't4g.large': 2,
  't4g.xlarge': 4,
}

const HOURS_A_MONTH = 730
const HOURS_A_SHOW = 4

/** What is paid for. */
export type Bill = {
  /** Size of each instance. */
  readonly instances: readonly string[]
  /** Of gp3, all volumes together. */
  readonly gibibytes: number
  readonly publicAddresses: number
  readonly hasEks: boolean
}

export type Cost = { readonly month: number; readonly show: number; readonly pricesOf: string }

const unitsOf = (size: string) => {
  const units = sizes[size]
  if (units) return units
  const known = Object.keys(sizes).join(', ')
  throw new Misconfigured({ key: 'size', says: `is ${size}, whose price is not known: there are ${known}` })
}

const cents = (amount: number) => Math.round(amount * 1000) / 1000

/** USD, to a tenth of a cent. Throws a sentence for a size that has no price. */
export const costOf = (region: Region, { instances, gibibytes, publicAddresses, hasEks }: Bill): Cost => {
  const { t4gMedium, gibibyte } = table[region]
  const hour =
    instances.reduce((sum, size) => sum + unitsOf(size) * t4gMedium, 0) +
    (gibibytes * gibibyte) / HOURS_A_MONTH +
    publicAddresses * PUBLIC_ADDRESS +
    (hasEks ? EKS : 0)
  return { month: cents(hour * HOURS_A_MONTH), show: cents(hour * HOURS_A_SHOW), pricesOf: PRICES_OF }
}
