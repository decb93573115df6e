/** What it costs, from a small table. List prices without tax; free tiers are left out. */

/** When the prices were last looked at. */
const PRICES_OF = '2026-11'

/** USD. `t4gMedium` an hour; `gibibyte` of gp3 a month. */
const prices = {
  'us-east-1': { t4gMedium: 0.0336, gibibyte: 0.08 },
  'us-west-2': { t4gMedium: 0.0336, gibibyte: 0.08 },
  'eu-west-1': { t4gMedium: 0.0368, gibibyte: 0.088 },
  'eu-central-1': { t4gMedium: 0.0384, gibibyte: 0.0952 },
} as const
export type Region = keyof typeof prices
export const regions = Object.keys(prices) as [Region, ...Region[]]

/** In t4g.medium, by whose price all of the family go. */
const inMediums = {
  't4g.nano': 1 / 8,
  't4g.micro': 1 / 4,
  't4g.small': 1 / 2,
  't4g.medium': 1,
  't4g.large': 2,
  't4g.xlarge': 4,
} as const
export type Size = keyof typeof inMediums
export const sizes = Object.keys(inMediums) as [Size, ...Size[]]

/** USD an hour, in every region of the table. */
const PUBLIC_ADDRESS = 0.005
const EKS = 0.1

const HOURS_A_MONTH = 730
const HOURS_A_SHOW = 4

/** What is paid for. */
export type Bill = {
  readonly region: Region
  /** Size of each. */
  readonly instances: readonly Size[]
  /** Of gp3, all volumes together. */
  readonly gibibytes: number
  readonly publicAddresses: number
  readonly hasEks: boolean
}

/** USD, to a tenth of a cent. */
export type Cost = { readonly month: number; readonly show: number; readonly pricesOf: string }

const rounded = (amount: number) => Math.round(amount * 1000) / 1000

export const costOf = ({ region, instances, gibibytes, publicAddresses, hasEks }: Bill): Cost => {
  const { t4gMedium, gibibyte } = prices[region]
  const mediums = instances.reduce((sum, size) => sum + inMediums[size], 0)
  const hour =
    mediums * t4gMedium +
    (gibibytes * gibibyte) / HOURS_A_MONTH +
    publicAddresses * PUBLIC_ADDRESS +
    (hasEks ? EKS : 0)
  return { month: rounded(hour * HOURS_A_MONTH), show: rounded(hour * HOURS_A_SHOW), pricesOf: PRICES_OF }
}
