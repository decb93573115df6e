/** What every MIDI port must do, whatever is behind it; each adapter runs it in its own test file. */
import { describe, expect, test } from 'vitest'
import type { MidiOut, MidiPorts } from './out.ts'

/** A world with one pedal in it. `received` resolves once the pedal has got so many bytes in all since the start. */
export type Bench = {
  ports: MidiPorts
  /** The pedal's port as it is listed now; undefined while the cable is out. */
  pedal(): string | undefined
  received(count: number): Promise<number[]>
  unplug(): Promise<void>
  plug(): Promise<void>
  end(): Promise<void>
}

const bass = [0xb0, 7, 64]
const time = [0xb0, 2, 127]
const last = [0xbf, 0, 0]

const wrong: [string, number[]][] = [
  ['nothing', []],
  ['a value past 127', [0xb0, 1, 200]],
  ['a negative value', [0xb0, 1, -1]],
  ['a fraction', [0xb0, 1, 7.9]],
  ['a CC number past 127', [0xb0, 128, 1]],
  ['channel 16, which would be a program change', [0xc0, 1, 1]],
  ['a note', [0x90, 60, 100]],
  ['too many bytes', [0xb0, 1, 1, 1]],
  ['not a number', [0xb0, 1, Number.NaN]],
]

export const midiPortContract = (name: string, open: () => Promise<Bench>) => {
  /** Runs `beats` at a bench that is always cleared away, with the pedal's port open. */
  const at = (beats: (bench: Bench, out: MidiOut) => Promise<void>) => async () => {
    const bench = await open()
    const out = bench.ports.open(bench.pedal() as string)
    try {
      await beats(bench, out)
    } finally {
      out.close()
      await bench.end()
    }
  }

  describe(`${name}, as a MIDI port,`, () => {
    test(
      'delivers every byte of every control change, in order',
      at(async ({ received }, out) => {
        for (const message of [bass, time, last]) out.send(message)

        expect(await received(9)).toEqual([...bass, ...time, ...last])
      }),
    )

    test(
      'refuses whatever is not one control change, and sends none of it',
      at(async ({ received }, out) => {
        for (const [, bytes] of wrong) expect(() => out.send(bytes)).toThrow(RangeError)

        out.send(bass)
        expect(await received(3)).toEqual(bass)
      }),
    )

    test(
      'does not open a port that is not listed, and says which',
      at(async ({ ports }) => {
        expect(() => ports.open('no such pedal')).toThrow('There is no MIDI port named "no such pedal"')
      }),
    )

    test(
      'leaves the list when the cable is pulled, takes further bytes in silence, and does not open',
      at(async ({ ports, pedal, unplug }, out) => {
        const name = pedal() as string

        await unplug()

        expect(pedal()).toBeUndefined()
        expect(ports.list()).not.toContain(name)
        expect(() => out.send(bass)).not.toThrow()
        expect(() => ports.open(name)).toThrow(`There is no MIDI port named "${name}"`)
      }),
    )

    test(
      'is back after replugging, and delivers once it is opened again',
      at(async ({ ports, pedal, received, unplug, plug }, out) => {
        await unplug()
        out.send(bass)
        await plug()
        out.close()

        const again = ports.open(pedal() as string)
        again.send(time)

        expect(await received(3)).toEqual(time)
        again.close()
      }),
    )

    test(
      'takes nothing more once it is closed, and closes twice without complaint',
      at(async ({ ports, pedal, received }, out) => {
        out.close()
        out.close()
        out.send(bass)

        const again = ports.open(pedal() as string)
        again.send(time)

        expect(await received(3)).toEqual(time)
        again.close()
      }),
    )
  })
}
