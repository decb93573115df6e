/** How much of the world a block of addresses is. */
import { BlockList, isIP } from 'node:net'

/** Wider is nobody in particular, so that halves and eighths of the world are the world too. */
const WIDEST = { ipv4: 16, ipv6: 32 } as const

/** What only neighbours have: first address, and how many bits of it count. */
const NEIGHBOURS = {
  ipv4: [
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['172.16.0.0', 12],
    ['192.168.0.0', 16],
  ],
  ipv6: [
    ['fc00::', 7],
    ['fe80::', 10],
  ],
} as const

/** What is no block is as bad as the world. */
export const isWorld = (block: string): boolean => {
  const [address = '', bits = ''] = block.split('/')
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  const prefix = Number(bits || Number.NaN)
  if (isIP(address) === 0 || !(prefix >= 0)) return true
  const isNear = NEIGHBOURS[family].some(([first, least]) => {
    const range = new BlockList()
    range.addSubnet(first, least, family)
    return prefix >= least && range.check(address, family)
  })
  return prefix < WIDEST[family] && !isNear
}
