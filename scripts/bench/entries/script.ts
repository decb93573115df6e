/** The obvious script: a line comes, a control change goes. It keeps nothing and asks nobody. */
import tmi from 'tmi.js'
import { Output } from './port.ts'

const { PORT = '', CHANNEL = '', BYTES = '' } = process.env
const controllers: Record<string, number> = {
  ...{ mix: 3, predelay: 4, treble: 5, bass: 7 },
  ...{ 'mix b': 27, 'predelay b': 28, 'treble b': 29, 'bass b': 31 },
}
const pedal = new Output(BYTES)
const client = new tmi.Client({
  connection: { server: '127.0.0.1', port: Number(PORT), secure: false },
  channels: [CHANNEL],
})

client.on('message', (_channel, _tags, text) => {
  const [, name = '', level] = /^!(\w+(?: b)?) ([\d.]+)$/.exec(text) ?? []
  const controller = controllers[name]
  if (controller === undefined) return
  pedal.send('cc', { controller, value: Math.round(Number(level) * 12.7), channel: 0 })
})
await client.connect()
