/** The obvious script that loses nothing and floods no pedal: the disk first, then a queue of 200 messages a second. */
import { fsyncSync, openSync, writeSync } from 'node:fs'
import tmi from 'tmi.js'
import { Output } from './port.ts'

const { PORT = '', CHANNEL = '', BYTES = '', JOURNAL = '' } = process.env
const GAP_MS = 5
const controllers: Record<string, number> = {
  ...{ mix: 3, predelay: 4, treble: 5, bass: 7 },
  ...{ 'mix b': 27, 'predelay b': 28, 'treble b': 29, 'bass b': 31 },
}
const pedal = new Output(BYTES)
const journal = openSync(JOURNAL, 'a')
const queue: { controller: number; value: number }[] = []
const client = new tmi.Client({
  connection: { server: '127.0.0.1', port: Number(PORT), secure: false },
  channels: [CHANNEL],
})

client.on('message', (_channel, _tags, text) => {
  const [, name = '', level] = /^!(\w+(?: b)?) ([\d.]+)$/.exec(text) ?? []
  const controller = controllers[name]
  if (controller === undefined) return
  writeSync(journal, `${text}\n`)
  fsyncSync(journal)
  queue.push({ controller, value: Math.round(Number(level) * 12.7) })
})
setInterval(() => {
  const next = queue.shift()
  if (next) pedal.send('cc', { ...next, channel: 0 })
}, GAP_MS)
await client.connect()
