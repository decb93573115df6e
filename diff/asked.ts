/** What is asked on the command line, and what is wrong with it. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export const USAGE = `npm run diff [-- base [head]]     from where this branch left main, to the working tree
npm run diff -- --from-yaml before/ after/

  --environment <name>   only that one, with its cluster
  --format <format>      terminal, markdown, html or json
  --full                 nothing is folded in the terminal
  --fail-on <verdict>    look (default), dangerous or never; status 3 is look, 4 dangerous, 2 nothing compared
  --comment              keeps one comment on the pull request, or writes dist/diff.md
  --install              fetches the packages of a revision that has others
`

const options = {
  environment: { type: 'string' },
  install: { type: 'boolean', default: false },
  'from-yaml': { type: 'boolean', default: false },
  format: { type: 'string', default: 'terminal' },
  'fail-on': { type: 'string', default: 'look' },
  full: { type: 'boolean', default: false },
  comment: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

const HELP = 'npm run diff -- --help says what there is.'

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options })
  } catch (error) {
    throw new Error(`${(error as Error).message.split('. ')[0]}. ${HELP}`, { cause: error })
  }
}

/** A base and a head. */
const MOST = 2

/** `folder`: where it was typed. Throws a sentence for what is not understood. */
export const askedOf = (args: readonly string[], folder: string) => {
  const { values, positionals } = parsed(args)
  const [base, head] = positionals
  const isYaml = values['from-yaml']
  if (positionals.length > MOST)
    throw new Error(`"${positionals[MOST]}" is one too many: a base and a head are compared. ${HELP}`)
  if (!isYaml) return { values, base, head, yaml: undefined }
  if (base === undefined || head === undefined)
    throw new Error('--from-yaml takes two folders (or files): npm run diff -- --from-yaml before/ after/')
  if (values.environment !== undefined)
    throw new Error('--environment is of this repository; of plain YAML name the folder of the one you mean.')
  return { values, base, head, yaml: { base: resolve(folder, base), head: resolve(folder, head) } }
}
