/** What chance would rarely come by: every value of every control in every engine, and all of them at the port. */
import { ventris } from '../../workloads/lounge/devices/index.ts'
import { type Knob, knob } from '../../workloads/lounge/knob.ts'
import type { Who } from '../../workloads/lounge/request.ts'
import { demand } from './demand.ts'
import { Chain } from './guard-chain.ts'
import { watchedNode } from './port.ts'

const NOW = 1_700_000_000_000
const MOST = 127
const who: Who = { platform: 'twitch', id: 'id-sax', login: 'sax', name: 'Sax', role: 'broadcaster' }
const { controls, engines, units } = ventris

/** A lounge of which every knob is turned. */
class Turner {
  readonly #chain = new Chain(() => NOW, new Set())
  turned = 0

  async turn(control: string, value: number) {
    this.turned += 1
    const intent = { kind: 'set' as const, device: ventris.id, control, to: { as: 'value' as const, value } }
    const outcome = await this.#chain.ask({ id: `turn-${this.turned}`, intent, who })
    const isDone = typeof outcome === 'object' && 'outcome' in outcome
    demand(isDone, `${control} could not be set to ${value}: ${JSON.stringify(outcome)}`)
  }

  async turnAll({ id, min, max }: Knob) {
    for (let value = min; value <= max; value += 1) await this.turn(id, value)
  }
}

const isKnob = (found: Knob | undefined): found is Knob => found !== undefined && !found.isEngine

/** The controls of a unit as an engine has them; with the first engine all of them, later those it gives a meaning. */
const knobsOf = (unit: string, at: number) => {
  const engine = engines[at]
  const values = { [`${unit}.engine`]: engine?.value ?? 0 }
  const mine = controls.filter((one) => one.unit === unit)
  const own = mine.filter(({ id }) => at === 0 || (engine && id.slice(unit.length + 1) in engine.meanings))
  return own.map(({ id }) => knob(ventris, values, id)).filter(isKnob)
}

const turnKnobs = async () => {
  const turner = new Turner()
  for (const { id } of units)
    for (const [at, { value }] of engines.entries()) {
      await turner.turn(`${id}.engine`, value)
      for (const one of knobsOf(id, at)) await turner.turnAll(one)
    }
  const whole = controls.filter(({ unit }) => unit === undefined).map(({ id }) => knob(ventris, {}, id))
  for (const one of whole.filter(isKnob)) await turner.turnAll(one)
  return turner.turned
}

/** Each round desires one value of every control; the port must be given just that. */
const sendAll = async () => {
  const told = Promise.withResolvers<(values: Record<string, number>, generation: number) => void>()
  let reached = (_: number): void => undefined
  const node = watchedNode({
    follow: async (on, signal) => {
      on.state(true)
      const term = { number: 1, environment: 'home' }
      const rest = { device: ventris.id, term, live: true, resync: 0, momentary: [], correlations: [] }
      told.resolve((values, generation) => on.desired({ ...rest, values, generation }))
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
    },
    report: async ({ generation }) => reached(generation),
  })
  const tell = await told.promise
  for (let value = 0; value <= MOST; value += 1) {
    const isSent = new Promise<void>((resolve) => {
      reached = (generation) => void (generation > value && resolve())
    })
    tell(Object.fromEntries(controls.map(({ id }) => [id, value])), value + 1)
    await isSent
    node.check()
    for (const { cc } of controls) demand(node.was(cc, value), `CC ${cc} = ${value} never came`)
  }
  await node.stop()
  return controls.length * (MOST + 1)
}

/** Throws a sentence when one of them goes wrong. Returns how many values were set and sent. */
export const fuzzValues = async (): Promise<number> => (await turnKnobs()) + (await sendAll())
