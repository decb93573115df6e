/** midi in a cluster: stateless, so any number of replicas; exposed where the node beside the pedal dials in. */
import type { Construct } from 'constructs'
import { HttpService } from '../../constructs/http-service.ts'
import { services } from '../graph.ts'
import { LoungeChart, type Place, serviceProps } from '../platform/lounge-chart.ts'
import { expose, openTraffic, openTunnel } from '../platform/traffic.ts'

const component = 'api'

export class MidiChart extends LoungeChart {
  constructor(scope: Construct, id: string, place: Place) {
    super(scope, id, place)
    const { environment } = place
    const settings = {
      ENVIRONMENT: environment.name,
      OPENS: environment.opens,
      DATA_URL: `http://data:${services.data.port}`,
    }
    const props = serviceProps(environment, 'midi', { component, memory: 192, settings })
    new HttpService(this, 'midi', { ...props, replicas: environment.replicas.midi })
    openTraffic(this, 'midi', component)
    expose(this, 'midi', component)
    openTunnel(this, 'midi', component)
  }
}
