/** What is typed behind `npm run <script> --`: a schema says what a script takes, and anything else is one sentence. */
import { parseArgs } from 'node:util'
import { z } from 'zod'

/** Options by name without their dashes: a boolean takes no value, an array comes more than once. `words`: what is no option. */
type Shape = { readonly [name: string]: z.ZodType }

/** A whole number, `least` or more. */
export const whole = (least = 0) => {
  const error = `a whole number, ${least} or more`
  return z
    .string()
    .regex(/^\d{1,15}$/, error)
    .transform(Number)
    .refine((number) => number >= least, error)
}

export const oneOf = <const Name extends string>(names: readonly Name[]) =>
  z.enum(names, `one of ${names.join(', ')}`)

/** A sentence for whoever typed it. */
export class Misuse extends Error {}

const kindOf = (schema: z.ZodType) => ({
  type: schema.safeParse(true).success ? ('boolean' as const) : ('string' as const),
  multiple: schema.safeParse([]).success,
})

const typed = (args: readonly string[], shape: Shape) => {
  const { words, ...options } = shape
  const kinds = Object.entries(options).map(([name, schema]) => [name, kindOf(schema)])
  const allowPositionals = words !== undefined
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals,
    options: Object.fromEntries(kinds),
  })
  return allowPositionals ? { ...values, words: positionals } : values
}

/** Its first sentence: the others tell how to escape a dash. */
const shortly = (cause: unknown) => (cause as Error).message.split(/\.\s/)[0]

const faultOf = ({ issues: [issue] }: z.ZodError) => {
  const name = String(issue?.path[0])
  return `${name === 'words' ? 'what is asked for' : `--${name}`} must be ${issue?.message}`
}

/** Throws `Misuse`. `use` shows how it is typed. */
export const parseCommandLine = <const Takes extends Shape>(
  args: readonly string[],
  use: string,
  shape: Takes,
): z.infer<z.ZodObject<Takes>> => {
  let values: object
  try {
    values = typed(args, shape)
  } catch (cause) {
    throw new Misuse(`${shortly(cause)}; it is typed: ${use}`)
  }
  const { data, error } = z.object(shape).safeParse(values)
  if (error) throw new Misuse(`${faultOf(error)}; it is typed: ${use}`)
  return data
}

/** What was typed behind this script. Ends the process with 2, and a sentence, when that is nothing it takes. */
export const commandLine = <const Takes extends Shape>(use: string, shape: Takes) => {
  try {
    return parseCommandLine(process.argv.slice(2), use, shape)
  } catch (cause) {
    console.error((cause as Misuse).message)
    process.exit(2)
  }
}
