/** obs in a cluster that OBS's machine can be dialled from; elsewhere it runs on that machine. */
import type { Construct } from 'constructs'
import { SingleOwner } from '../../constructs/single-owner.ts'
import { services } from '../graph.ts'
import { LoungeChart, type Place, serviceProps } from '../platform/lounge-chart.ts'
import { openTraffic } from '../platform/traffic.ts'

const component = 'keeper'
const PASSWORD = '/run/lounge/obs'

export class ObsChart extends LoungeChart {
  constructor(scope: Construct, id: string, place: Place & { readonly url: string }) {
    super(scope, id, place)
    const settings = {
      DATA_URL: `http://data:${services.data.port}`,
      MIDI_URL: `http://midi:${services.midi.port}`,
      OBS_URL: place.url,
      OBS_PASSWORD_FILE: `${PASSWORD}/password`,
    }
    const props = serviceProps(place.environment, 'obs', { component, settings })
    // Never two, because each would undo what the other has just set.
    new SingleOwner(this, 'obs', { ...props, secrets: { ...props.secrets, [PASSWORD]: 'obs-password' } })
    openTraffic(this, 'obs', component)
  }
}
