/** Turns knobs where it is told, with ids from a number on: each change as often as chat asks, and a line for each that was accepted. */
import { midiClient } from '../../workloads/midi/client.ts'
import { serviceFetch } from '../../workloads/service/fetch.ts'
import { readKeys } from '../../workloads/service/key-files.ts'

const [url = '', keys = '', count = '0', from = '0'] = process.argv.slice(2)
const AT_ONCE = 16
const TRIES = 20

const { sign } = await readKeys(keys, 'console')
const { v1 } = midiClient({ baseUrl: url, fetch: serviceFetch({ audience: 'midi', sign }) })

const play = async (id: string, value: number) => {
  const intent = { kind: 'set', control: 'time', to: { as: 'value', value } } as const
  for (let tries = 0; tries < TRIES; tries += 1) {
    const asked = v1.changes.$post({ json: { intent }, header: { 'idempotency-key': id } })
    const response = await asked.catch(() => undefined)
    if (response?.status === 201) return console.log(id)
  }
  throw new Error(`${id} was not accepted`)
}

let next = Number(from)
const end = next + Number(count)
const hand = async () => {
  while (next < end) {
    next += 1
    await play(`show-${next}`, next % 128)
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, hand))
