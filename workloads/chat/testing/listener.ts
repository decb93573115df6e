/** Keeps what a transport tells, and waits for what is to come. */
import type { Clear, Line, Listener, Notice, RoomState, Transport } from '../transport.ts'

type Told = { line: Line; clear: Clear; state: RoomState; notice: Notice }
type Kind = keyof Told
type Entry = { [K in Kind]: { kind: K; what: Told[K] } }[Kind]

/** `next` takes each thing told once, in order, and waits for it if need be. */
export const listenTo = (transport: Transport) => {
  const told: Entry[] = []
  let wake = () => {}
  const keep = (entry: Entry) => {
    told.push(entry)
    wake()
  }
  const listener: Listener = {
    line: (what) => keep({ kind: 'line', what }),
    clear: (what) => keep({ kind: 'clear', what }),
    state: (what) => keep({ kind: 'state', what }),
    notice: (what) => keep({ kind: 'notice', what }),
  }
  const stop = transport.listen(listener)

  const next = async <K extends Kind>(
    kind: K,
    isIt: (what: Told[K]) => boolean = () => true,
  ): Promise<Told[K]> => {
    const at = told.findIndex((entry) => entry.kind === kind && isIt(entry.what as Told[K]))
    if (at >= 0) return told.splice(at, 1)[0]?.what as Told[K]
    await new Promise<void>((resolve) => {
      wake = resolve
    })
    return next(kind, isIt)
  }

  return { told, next, stop, joined: () => next('state', ({ is }) => is === 'joined') }
}
