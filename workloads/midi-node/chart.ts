/** midi-node in a cluster: with a pedal that is not there, or on the node that has the pedal. */
import type { Construct } from 'constructs'
import { SingleOwner } from '../../constructs/single-owner.ts'
import { services } from '../graph.ts'
import { PEDAL_EXCEPTION } from '../platform/chart.ts'
import { LoungeChart, type Place, pedalNamespaceOf, serviceProps } from '../platform/lounge-chart.ts'
import { openTraffic } from '../platform/traffic.ts'

const FOLDER = '/var/lib/lounge'

/** Debian's, Raspberry Pi OS's and Ubuntu's group `audio`, which owns /dev/snd. */
const AUDIO = 29

export class MidiNodeChart extends LoungeChart {
  constructor(scope: Construct, id: string, place: Place) {
    const { environment } = place
    super(scope, id, { ...place, namespace: pedalNamespaceOf(environment) })
    const { pedal, store, namespace, placement } = environment
    const component = 'node'
    const settings = {
      MIDI_URL: `http://midi.${namespace}:${services.midi.port}`,
      VIRTUAL: `${pedal.runs === 'virtual'}`,
      LOUNGE_DIR: FOLDER,
      ...(pedal.runs === 'pinned' && pedal.port && { MIDI_PORT: pedal.port }),
    }
    new SingleOwner(this, 'midi-node', {
      ...serviceProps(environment, 'midi-node', { component, settings }),
      keeps: { folder: FOLDER, storageClass: store.storageClass },
      ...(pedal.runs === 'pinned' && {
        devices: { path: '/dev/snd', group: AUDIO, exception: PEDAL_EXCEPTION },
        placement: { ...placement, node: pedal.node },
      }),
    })
    openTraffic(this, 'midi-node', component)
  }
}
