/** Bytes to a port as no HTTP client would send them, and what comes back. */
import { once } from 'node:events'
import { connect } from 'node:net'

/** Resolves with everything that was answered until the other side hung up. */
export const raw = async (port: number, ...lines: string[]): Promise<string> => {
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    answer += chunk
  })
  socket.on('error', () => socket.destroy())
  await once(socket, 'connect')
  socket.write(lines.join('\r\n'))
  if (!socket.destroyed) await once(socket, 'close')
  return answer
}

/** The status of each answer, in order. */
export const statuses = (answer: string) =>
  [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, code]) => Number(code))
