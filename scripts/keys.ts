/** `npm run keys`: makes the key pairs with which services sign their calls. `-- --rotate <name>` renews one. */
import { callers } from '../workloads/graph.ts'
import { makeKeys } from '../workloads/service/key-files.ts'
import { commandLine, oneOf } from './command-line.ts'

/** Where services look for them, unless they are told otherwise by the same variable. */
const DIR = process.env.KEYS || '.lounge/keys'

const list = (names: readonly string[]) => names.join(', ')

const { rotate } = commandLine('npm run keys [-- --rotate <name>]', { rotate: oneOf(callers).optional() })

try {
  const { made, kept } = await makeKeys(DIR, rotate)
  const news = made.length === 0 ? 'every key was there already' : `made keys for ${list(made)}`
  const rest = made.length > 0 && kept.length > 0 ? `, kept ${list(kept)}` : ''
  console.log(`${news}${rest}; who may call whom is in ${DIR}`)
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
