/** The two streams of midi: the view of the lounge, and what the node of a device is to make true. */
import type { Send, Unsubscribe } from '../service/sse-server.ts'
import type { Conductor } from './conductor.ts'

type Defer = (task: () => void) => void

/** Runs `work` once however often it was asked for before its turn comes. */
const once = (defer: Defer, work: () => void) => {
  let asked = false
  return () => {
    if (asked) return
    asked = true
    defer(() => {
      asked = false
      work()
    })
  }
}

const streaming = (conductor: Conductor, defer: Defer, send: () => void): Unsubscribe => {
  send()
  return conductor.subscribe(once(defer, send))
}

/** The pedal hears of it first. */
const now: Defer = queueMicrotask
/** Onlookers after it, and after whoever asked has the answer. */
const later: Defer = setImmediate

export const viewStream = (conductor: Conductor) => (send: Send) =>
  streaming(conductor, later, () => send({ event: 'view', data: conductor.view() }))

export const desiredStream = (conductor: Conductor, device: string) => (send: Send) => {
  let told = ''
  let since = conductor.head.generation
  return streaming(conductor, now, () => {
    const desired = conductor.desired(device, since)
    const { term, generation, live } = desired
    const which = JSON.stringify({ term, generation, live })
    // A report changes the view, not what is desired: the node would report its own echo.
    if (which === told) return
    told = which
    since = desired.generation
    send({ event: 'desired', data: desired })
  })
}
