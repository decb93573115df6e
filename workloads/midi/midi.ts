/** midi put together: a replica that follows the log and decides what joins it. */
import type { DataClient } from '../data/client.ts'
import { createHealth } from '../service/health.ts'
import { type MidiOptions, midiApp } from './app.ts'
import { conduct, midiChecks } from './conduct.ts'
import type { ConductorParts } from './conductor.ts'
import { dataLedger } from './data-ledger.ts'

type Ports = Omit<MidiOptions, 'conductor' | 'ledger' | 'health'> &
  Pick<ConductorParts, 'environment' | 'opens' | 'clock'> & { data: DataClient }

/** `stop` resolves when the log is not followed any more. */
export const openMidi = ({ data, environment, opens = 'no', clock, ...service }: Ports) => {
  const { profiles, log, metrics } = service
  const ledger = dataLedger(data)
  const conductor = conduct({ environment, opens, ledger, profiles, clock, log, metrics })
  const health = createHealth({ metrics, checks: midiChecks(conductor) })
  const app = midiApp({ ...service, conductor, ledger, health })
  const stopping = new AbortController()
  const following = conductor.follow(stopping.signal)
  const stop = async () => {
    health.stop()
    stopping.abort()
    await following
  }
  return { app, conductor, health, stop }
}
