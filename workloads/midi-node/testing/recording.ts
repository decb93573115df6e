/** The smallest honest MIDI machine: named ports that write down what they get. */
import { checked, type MidiPorts } from '../out.ts'

/** `ports` are those that are plugged in; `sent` is every message that reached one. */
export const recordingPorts = (...names: string[]) => {
  const sent: number[][] = []
  const opened: string[] = []
  let listed = names
  const ports: MidiPorts = {
    list: () => [...listed],
    open: (name) => {
      if (!listed.includes(name)) throw new Error(`There is no MIDI port named "${name}"`)
      opened.push(name)
      let isOpen = true
      const send = (bytes: readonly number[]) => {
        const message = checked(bytes)
        if (isOpen && listed.includes(name)) sent.push(message)
      }
      const close = () => {
        isOpen = false
      }
      return { send, close }
    },
  }
  const plugIn = (...now: string[]) => {
    listed = now
  }
  return { ports, sent, opened, plugIn }
}
