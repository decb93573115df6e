/** Generated requests against every route of every service; what fails is shrunk to the smallest request that fails. */
import fc from 'fast-check'
import type { Open } from '../lounge/open-doors.ts'
import { servicesUnderTest, type UnderTest } from '../lounge/services-under-test.ts'
import { demand } from './demand.ts'
import type { Fuzz } from './fuzz-lines.ts'
import { openPort } from './port.ts'
import { type Asked, requestTo } from './requests.ts'

/** Sent at once, as a busy evening does. */
const AT_ONCE = 16
/** Of which so many on average, to be sure of the count that was asked for. */
const AT_LEAST = 7

const INTERNAL = /\bat .*:\d+:\d+|node:internal|node_modules|SQLITE|Bearer |\/workloads\//

/** A problem is one sentence for a person, with nothing of the inside in it. */
const checkProblem = (text: string, type: string | null) => {
  demand(type === 'application/problem+json', `a refusal came as ${type}: ${text}`)
  const { detail, ...rest } = JSON.parse(text) as { detail?: unknown; type?: unknown; title?: unknown }
  demand(typeof rest.type === 'string' && typeof rest.title === 'string', `half a problem: ${text}`)
  demand(typeof detail === 'string' && detail !== '' && !/[\r\n]/.test(detail), `no sentence: ${text}`)
  demand(!INTERNAL.test(text), `a problem shows the inside: ${text}`)
}

const read = async (response: Response) => {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response.text()
  await response.body?.cancel()
  return ''
}

/** A page, for people. */
const checkPage = (text: string) => demand(!INTERNAL.test(text), `a page shows the inside: ${text}`)

type Door = Pick<Open, 'app' | 'document' | 'headers'>

/** Those that ask for a token, with one that may do everything, and those that anybody may ask. */
const doorsOf = async ({ services, open, sign }: UnderTest): Promise<Door[]> => {
  const closed = services.map(async ({ name, app, document }) => {
    return { app, document, headers: { authorization: `Bearer ${await sign('all')(name)}` } }
  })
  return [...(await Promise.all(closed)), ...open]
}

const send = async (door: Door, { method, path, headers, body }: Asked) => {
  const init = { method, headers: { ...headers, ...door.headers } }
  const response = await door.app.request(path, body === undefined ? init : { ...init, body })
  return { response, text: await read(response) }
}

/** A 503 may be a machine that is too busy to write in time: only one that stays is a fault. */
const ask = async (door: Door, asked: Asked) => {
  const first = await send(door, asked)
  const { response, text } = first.response.status === 503 ? await send(door, asked) : first
  demand(response.status < 500, `${response.status}: ${text}`)
  const type = response.headers.get('content-type')
  if (response.status < 400) return
  if (type?.startsWith('text/html')) checkPage(text)
  else checkProblem(text, type)
}

const is7Bit = (value: unknown) => Number.isInteger(value) && Number(value) >= 0 && Number(value) < 128

/** Whatever was asked, the pedal is never told anything but 0–127. */
const checkPedal = ({ conductor }: UnderTest) => {
  const { values, momentary } = conductor.desired('ventris')
  const all = [...Object.values(values), ...momentary.flatMap(({ cc, value }) => [cc, value])]
  demand(all.every(is7Bit), `the pedal is to be sent ${JSON.stringify(values)}`)
}

/**
 * A switch was thrown, or a commit of a term that never was is in the log: nothing but refusals would be left to look at.
 * A report of such a term is believed for good, and whoever asks waits for the pedal in vain.
 */
const isSpoilt = ({ conductor }: UnderTest) => {
  const told = conductor.reports.of('ventris')
  const { commit, generation } = conductor.head
  const isMisled = told && (told.term > (commit?.term.number ?? 0) || told.generation > generation)
  return isMisled || !conductor.view().live
}

const openWorld = async () => {
  const world = await servicesUnderTest()
  const port = await openPort(world)
  const stop = async () => {
    await port.stop()
    await world.stop()
  }
  return { ...world, port, doors: await doorsOf(world), stop }
}

/** The world that is asked, and another one once that was spoilt. */
class Stage {
  #world: Awaited<ReturnType<typeof openWorld>>
  answered = 0

  constructor(world: Awaited<ReturnType<typeof openWorld>>) {
    this.#world = world
  }

  get doors() {
    return this.#world.doors
  }

  async play(asked: readonly Asked[], at: number) {
    const world = this.#world
    const door = world.doors[at]
    if (!door) throw new Error(`there is no door ${at}`)
    await Promise.all(asked.map((one) => ask(door, one)))
    this.answered += asked.length
    checkPedal(world)
    world.port.check()
    if (isSpoilt(world)) await this.#renew()
  }

  async #renew() {
    await this.stop()
    this.#world = await openWorld()
  }

  async stop() {
    await this.#world.stop()
  }
}

/** Throws with the shrunk counterexample and the seed. Returns how many requests were answered. */
export const fuzzRequests = async ({ seed, count }: Fuzz): Promise<number> => {
  const stage = new Stage(await openWorld())
  try {
    for (const [index, { document }] of stage.doors.entries()) {
      const batch = fc.array(requestTo(document), { minLength: 1, maxLength: AT_ONCE, size: 'max' })
      const property = fc.asyncProperty(batch, (asked) => stage.play(asked, index))
      const share = count / stage.doors.length
      await fc.assert(property, { seed: seed + index, numRuns: Math.ceil(share / AT_LEAST) })
    }
  } finally {
    await stage.stop()
  }
  return stage.answered
}
