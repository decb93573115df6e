/** `npm run test:alsa`: the suites that need a real ALSA sequencer. Says what it needs where there is none. */
import { startVitest } from 'vitest/node'
import { machinePorts } from '../workloads/midi-node/easymidi.ts'

const COMMANDS = ['ALSA_PLUG', 'ALSA_UNPLUG', 'ALSA_RECEIVED'] as const

const NEEDS = `These tests need a Linux machine with an ALSA sequencer; no sound card is needed:
  sudo modprobe snd-seq       and read and write access to /dev/snd/seq
  libasound2                  Debian's package of the library
A container has the sequencer of its host: give it /dev/snd. Where the host has none, run this in a virtual machine.`

const ABOUT = `The pedal is a second process with a virtual port, and pulling its cable is ending it. To use a real one, set
  ALSA_PLUG       a command that plugs it in ("Ventris" in its name) and returns when that is done
  ALSA_UNPLUG     a command that pulls the cable
  ALSA_RECEIVED   a command that prints in hex, for as long as it runs, the bytes that reach the pedal`

/** Emulated machines are slow: these only end what would never end. */
const patience = { testTimeout: 180_000, hookTimeout: 180_000, teardownTimeout: 60_000 }

const whyNot = (): string | undefined => {
  const missing = COMMANDS.filter((name) => !process.env[name])
  if (missing.length === 1 || missing.length === 2)
    return `${missing.join(' and ')} must be set too: ${COMMANDS.join(', ')} go together.`
  try {
    machinePorts().list()
    return undefined
  } catch (error) {
    return `${(error as Error).message}\n${NEEDS}`
  }
}

const run = async () => {
  if (!process.env.ALSA_PLUG) console.log(ABOUT)
  const vitest = await startVitest('test', [], {
    config: false,
    run: true,
    watch: false,
    include: ['workloads/**/*.alsa.test.ts'],
    fileParallelism: false,
    ...patience,
  })
  await vitest.close()
}

const fault = whyNot()
if (fault) {
  console.error(fault)
  process.exitCode = 1
} else await run()
