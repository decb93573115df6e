/** A program of its own: a virtual ALSA port named by its argument, which prints in hex each byte that reaches it. */
import easymidi from 'easymidi'

const [name = 'One Series Ventris Reverb'] = process.argv.slice(2)
const port = new easymidi.Input(name, true)
const CONTROL_CHANGE = 0xb0

port.on('cc', ({ channel, controller, value }) => {
  const bytes = [CONTROL_CHANGE + channel, controller, value]
  process.stdout.write(`${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')}\n`)
})
