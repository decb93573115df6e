/** One correlation id from the chat line to the CC, and one W3C trace; both follow the work without being passed along. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'

export type Trail = {
  readonly correlation: string
  /** 32 hex digits. */
  readonly trace: string
}

const CORRELATION = /^[\w.:-]{1,128}$/
const TRACEPARENT = /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}/

/** So many hexadecimal digits that nobody has had; UUIDs come from a pool, single random bytes from the kernel. */
const digits = (count: number) => randomUUID().replaceAll('-', '').slice(0, count)

const trails = new AsyncLocalStorage<Trail>()

/** Takes up what came along where it is well-formed, and begins anew where it isn't. */
export const trailFrom = (correlation?: string, traceparent?: string): Trail => ({
  correlation: correlation !== undefined && CORRELATION.test(correlation) ? correlation : randomUUID(),
  trace: TRACEPARENT.exec(traceparent ?? '')?.[1] ?? digits(32),
})

/** The trail of the work going on, undefined outside of any. */
export const currentTrail = () => trails.getStore()

/** Runs `work`; every log line and every call to another service inside it carries the trail. */
export const withTrail = <Result>(trail: Trail, work: () => Result): Result => trails.run(trail, work)

/** The headers that hand a trail on, with a span of its own for the call. */
export const trailHeaders = ({ correlation, trace }: Trail): Record<string, string> => ({
  'x-correlation-id': correlation,
  traceparent: `00-${trace}-${digits(16)}-01`,
})
