/** The overlay in a cluster: the page that OBS shows, entered from outside by its name. */
import type { Construct } from 'constructs'
import { HttpService } from '../../constructs/http-service.ts'
import { services } from '../graph.ts'
import { LoungeChart, type Place, serviceProps } from '../platform/lounge-chart.ts'
import { expose, openTraffic } from '../platform/traffic.ts'

const component = 'page'

export class OverlayChart extends LoungeChart {
  constructor(scope: Construct, id: string, place: Place) {
    super(scope, id, place)
    const settings = { DATA_URL: `http://data:${services.data.port}` }
    new HttpService(this, 'overlay', serviceProps(place.environment, 'overlay', { component, settings }))
    openTraffic(this, 'overlay', component)
    expose(this, 'overlay', component)
  }
}
