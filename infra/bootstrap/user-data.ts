/** What a fresh machine runs first. It holds no secret: those it reads itself, as its role. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Names of the shell → values. */
export type Settings = Readonly<Record<string, string>>

/** Where a machine finds its settings and these scripts. */
const LIB = '/usr/local/lib/lounge'

const script = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8')

/** One word of the shell, whatever it holds. */
const quoted = (value: string) => `'${value.replaceAll("'", `'\\''`)}'`

const file = (name: string, text: string) => `cat >${LIB}/${name} <<'END OF FILE'\n${text}END OF FILE\n`

const machineOf = (settings: Settings, [main, ...others]: readonly [string, ...string[]]) => {
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${quoted(value)}\n`)
  const scripts = ['aws.sh', 'machine.sh', main, ...others]
  return [
    '#!/bin/bash\n',
    `mkdir -p ${LIB}\n`,
    file('settings', lines.join('')),
    ...scripts.map((name) => file(name, script(name))),
    `exec bash ${LIB}/${main}\n`,
  ].join('')
}

/** Of the machine that is the cluster. */
export const clusterUserData = (settings: Settings) => machineOf(settings, ['bootstrap.sh', 'ttl.sh'])

/** Of the machine that has the tunnel's end and passes on what comes. */
export const passingUserData = (settings: Settings) => machineOf(settings, ['passes.sh'])
