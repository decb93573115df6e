/** The MIDI port in the node's words, how one is found by name, and the only bytes it is ever given. */

/** An open port. `send` takes one control change and throws a RangeError on anything else, sending nothing. */
export type MidiOut = { send(bytes: readonly number[]): void; close(): void }

/**
 * The ports of this machine. `list` throws a sentence where MIDI is not available at all; `open` where no port of
 * exactly that name is listed at this moment. A send to a port whose cable was pulled may raise nothing.
 */
export type MidiPorts = { list(): string[]; open(name: string): MidiOut }

const CONTROL_CHANGE = 0xb0 // status byte on channel 0, which people call 1

const isUpTo = (max: number, value: number | undefined) =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= max

/** The bytes of a control change. Throws a RangeError unless channel is 0–15 and cc and value are 0–127. */
export const controlChange = (channel: number, { cc, value }: { cc: number; value: number }): number[] => {
  if (!isUpTo(15, channel)) throw new RangeError(`Expected a MIDI channel from 0 to 15, got ${channel}`)
  return checked([CONTROL_CHANGE + channel, cc, value])
}

/** The same bytes if they are one control change, else a RangeError: drivers wrap and truncate without a word. */
export const checked = (bytes: readonly number[]): [number, number, number] => {
  const [status, cc, value] = bytes
  const isWell = isUpTo(15, Number(status) - CONTROL_CHANGE) && isUpTo(127, cc) && isUpTo(127, value)
  if (!isWell || bytes.length !== 3)
    throw new RangeError(
      `Expected a control change (a status byte 176–191, two integers 0–127), got ${bytes.join(' ') || 'nothing'}`,
    )
  return [Number(status), Number(cc), Number(value)]
}

/** The first port that holds a wanted piece of name, whatever its case; earlier pieces win. */
export const tryFindPort = (names: readonly string[], wanted: readonly string[]): string | undefined =>
  wanted
    .map((piece) => names.find((name) => name.toLowerCase().includes(piece.toLowerCase())))
    .find((name) => name !== undefined)
