/** Waits until an API server answers its administrator. */
import { request } from 'node:https'
import { setTimeout as pause } from 'node:timers/promises'
import { addresses } from '../tunnel-peer.ts'

type Inputs = {
  /** `host:port`. */
  readonly endpoint: string
  readonly serverCa: string
  readonly client: string
  readonly clientKey: string
  /** Names the machine, for whoever has to look. */
  readonly machine: string
  /** Until it gives up. @default 900 */
  readonly seconds?: number
}

const PAUSE = 5_000

/** Status of `/readyz`, or why there is none. */
const ask = ({ endpoint, serverCa, client, clientKey }: Inputs) =>
  new Promise<string>((resolve) => {
    const url = `https://${endpoint}/readyz`
    const asked = request(url, { ca: serverCa, cert: client, key: clientKey, timeout: PAUSE }, (answer) => {
      answer.resume()
      resolve(`${answer.statusCode}`)
    })
    asked.on('timeout', () => asked.destroy(new Error('it does not answer')))
    asked.on('error', (error) => resolve(error.message))
    asked.end()
  })

/** Home is handed the way in only after the first `up`. */
const hintOf = (endpoint: string) =>
  endpoint.startsWith(`${addresses.cloud}:`)
    ? ' It is reached through the tunnel only; the first time name the address that you come from in lounge:operatorCidrs.'
    : ''

export const create = async (inputs: Inputs) => {
  const { endpoint, machine, seconds = 900 } = inputs
  const end = Date.now() + seconds * 1000
  let said = await ask(inputs)
  while (said !== '200') {
    if (Date.now() > end)
      throw new Error(
        `The API server at ${endpoint} was not ready within ${seconds} s (${said}). What the machine says: aws ec2 get-console-output --latest --instance-id ${machine}${hintOf(endpoint)}`,
      )
    await pause(PAUSE)
    said = await ask(inputs)
  }
  return { id: machine, outs: { endpoint, machine } }
}

/** Another machine, or another way to it, is waited for again. */
export const diff = async (_id: string, olds: Inputs, { machine, endpoint }: Inputs) => {
  const replaces = [
    ...(olds.machine === machine ? [] : ['machine']),
    ...(olds.endpoint === endpoint ? [] : ['endpoint']),
  ]
  return { changes: replaces.length > 0, replaces }
}
