/** The two streams of midi: the view of the lounge, and what the node of a device is to make true. */
import type { Send, Unsubscribe } from '../service/sse-server.ts'
import type { Conductor } from './conductor.ts'

/** Runs `work` once however often it was asked for in the same turn of the event loop. */
const once = (work: () => void) => {
  let asked = false
  return () => {
    if (asked) return
    asked = true
    queueMicrotask(() => {
      asked = false
      work()
    })
  }
}

const streaming = (conductor: Conductor, send: () => void): Unsubscribe => {
  send()
  return conductor.subscribe(once(send))
}

export const viewStream = (conductor: Conductor) => (send: Send) =>
  streaming(conductor, () => send({ event: 'view', data: conductor.view() }))

export const desiredStream = (conductor: Conductor, device: string) => (send: Send) => {
  let told = ''
  let since = conductor.head.generation
  return streaming(conductor, () => {
    const desired = conductor.desired(device, since)
    const data = JSON.stringify(desired)
    // A report changes the view, not what is desired: the node need not hear its own echo.
    if (data === told) return
    told = data
    since = desired.generation
    send({ event: 'desired', data: desired })
  })
}
