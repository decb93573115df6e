/** What `npm start` says: where the page and the chat are, what each layer is made of, what to set for the real one. */

import type { Layer } from './page/contract.ts'
import type { Addresses } from './server.ts'
import { reachable } from './server.ts'
import { CHANNEL } from './wiring/cast.ts'

type Told = Addresses & {
  readonly key: string
  readonly layers: readonly Layer[]
  /** Something that a person should do. */
  readonly notice: string | undefined
}

const row = ({ name, using, toUseReal }: Layer) =>
  `  ${name.padEnd(6)} ${using}${toUseReal === undefined ? '' : `\n         ↳ ${toUseReal}`}`

export const greeting = ({ host, port, ircPort, key, layers, notice }: Told) => {
  const name = reachable(host)
  return [
    '',
    '  8 Bit Sax Lounge',
    '',
    `  Page   http://${name}:${port}/?key=${key}`,
    `  Stream http://${name}:${port}/overlay/ for a browser source in OBS`,
    `  Chat   irc://${name}:${ircPort}/${CHANNEL} for any IRC client (PASS is the key, to be mo or sax)`,
    '',
    ...layers.map(row),
    '',
    ...(notice === undefined ? [] : [`  ${notice}`, '']),
  ].join('\n')
}
