/** Somebody in the chat, by any IRC client. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { CHANNEL } from '../wiring/cast.ts'
import type { Test } from './test.ts'

type Entry = { nick: string; pass: string | undefined }

export const joined = async ({ onTestFinished }: Test, port: number, { nick, pass }: Entry) => {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  const lines = createInterface({ input: socket })
  const waiting = new Set<(line: string) => void>()
  lines.on('line', (line) => {
    for (const hear of waiting) hear(line)
  })
  const write = (...said: string[]) => socket.write(said.map((line) => `${line}\r\n`).join(''))

  /** What the first line from now on has in it, if it has that. */
  const next = (find: (line: string) => string | undefined) =>
    new Promise<string>((resolve) => {
      const hear = (line: string) => {
        const found = find(line)
        if (found === undefined) return
        waiting.delete(hear)
        resolve(found)
      }
      waiting.add(hear)
    })
  /** The text of the bot's next line. */
  const reply = () => next((line) => /^:eightbitbot!.* PRIVMSG #\S+ :(.*)$/.exec(line)?.[1])
  const until = (part: string) => next((line) => (line.includes(part) ? line : undefined))

  await once(socket, 'connect')
  const isIn = Promise.withResolvers<void>()
  void until(' 366 ').then(() => isIn.resolve())
  for (const no of [' NOTICE * ', ' 433 ']) void until(no).then((line) => isIn.reject(new Error(line)))
  write(...(pass === undefined ? [] : [`PASS ${pass}`]), `NICK ${nick}`, `JOIN #${CHANNEL}`)
  await isIn.promise

  return {
    until,
    reply,
    /** Says it; the bot's next line answers it. */
    ask: (text: string) => {
      const answer = reply()
      write(`PRIVMSG #${CHANNEL} :${text}`)
      return answer
    },
    say: (text: string) => write(`PRIVMSG #${CHANNEL} :${text}`),
  }
}
