/** Passes every connection on to another address, as the end of a tunnel does that has no routes. */
import { connect, createServer } from 'node:net'

/** Both as `host:port`. */
type Way = { readonly from: string; readonly to: string }

const addressOf = (text: string) => {
  const [host = '', port] = text.split(':')
  return { host, port: Number(port) }
}

/** Listens until the process ends. */
export const passOn = ({ from, to }: Way) => {
  const server = createServer((near) => {
    const far = connect(addressOf(to))
    const end = () => {
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) socket.once('error', end).once('close', end)
    near.pipe(far)
    far.pipe(near)
  })
  server.listen(addressOf(from))
}
