/** The environment of a process, parsed once, with all its faults at once. */
import { z } from 'zod'
import { faultsOf } from './faults.ts'

const PORT_RULE = 'must be a port, a whole number from 0 to 65535'

export const Port = z
  .string()
  .regex(/^\d+$/, PORT_RULE)
  .transform(Number)
  .refine((port) => port <= 65_535, PORT_RULE)

const ADDRESS_RULE = 'must be an address such as http://127.0.0.1:8080, without a name or a password in it'

const holdsNobody = (address: string) => {
  const { username, password } = new URL(address)
  return username === '' && password === ''
}

/** Where a service listens. Who calls is shown by a token; no call can be made to an address that holds a password. */
export const Address = z
  .url({ protocol: /^https?$/, error: ADDRESS_RULE, abort: true })
  .refine(holdsNobody, ADDRESS_RULE)
/** Several, with commas between. */
export const Addresses = z
  .string()
  .transform((text) => text.split(',').map((url) => url.trim()))
  .pipe(z.array(Address).min(1))

export const LogLevel = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])

/** What every service may be told; `port` and `metricsPort` are its defaults. */
export const shellEnv = ({ port, metricsPort }: { port: number; metricsPort: number }) => ({
  /** The address to listen on. */
  HOST: z.string().default('127.0.0.1'),
  PORT: Port.default(port),
  METRICS_PORT: Port.default(metricsPort),
  LOG_LEVEL: LogLevel.default('info'),
  /** Where `npm run keys` put this service's keys. */
  KEYS: z.string().default('.lounge/keys'),
})

/** A variable that is set to nothing is as good as not set. */
const given = (source: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''))

/** Throws one Error that names every variable at fault, and no value: it may be a secret. */
export const parseEnv = <Schema extends z.ZodObject>(
  schema: Schema,
  source: Readonly<Record<string, string | undefined>>,
): z.output<Schema> => {
  const input = given(source)
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const faults = faultsOf(result.error, { input, whole: 'the environment', schema }).map(
    ({ detail }) => detail,
  )
  throw new Error(faults.join('; '))
}
