/** The service's log: one JSON object a line, with the correlation id of the work going on and without secrets. */
import { type DestinationStream, type LevelWithSilent, type Logger, pino, stdTimeFunctions } from 'pino'
import { currentTrail } from './correlation.ts'

export type Log = Logger

const SECRETS = ['authorization', 'cookie', 'password', 'token', 'secret', 'privateKey']

/** Secrets that hide inside of other text, e.g. in the message of a foreign error. */
const scrub = (line: string) =>
  line
    .replace(/(:\/\/)[^\s/@"\\]+@/g, '$1[redacted]@')
    .replace(/\b(Bearer |oauth:)[\w.~+/=-]+/gi, '$1[redacted]')
    .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, '[redacted]')

type Options = {
  service: string
  /** @default 'info' */
  level?: LevelWithSilent
  /** @default stdout */
  destination?: DestinationStream
}

export const createLog = ({ service, level = 'info', destination = pino.destination(1) }: Options): Log =>
  pino(
    {
      level,
      base: { service },
      messageKey: 'message',
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => ({ ...currentTrail() }),
      redact: { paths: SECRETS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
      hooks: { streamWrite: scrub },
    },
    destination,
  )
