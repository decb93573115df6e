/** data in a cluster: any number of replicas over one database. */
import type { Construct } from 'constructs'
import { HttpService } from '../../constructs/http-service.ts'
import { LoungeChart, type Place, serviceProps } from '../platform/lounge-chart.ts'
import { expose, openTraffic } from '../platform/traffic.ts'

const PASSWORD = '/run/lounge/couchdb'

export class DataChart extends LoungeChart {
  constructor(scope: Construct, id: string, place: Place) {
    super(scope, id, place)
    const { environment } = place
    const component = 'api'
    const settings = {
      COUCHDB_URL: 'http://db:5984',
      COUCHDB_USER: 'data',
      COUCHDB_PASSWORD_FILE: `${PASSWORD}/password`,
      ...(environment.tunnel && { ENVIRONMENT: environment.name, PEER: environment.tunnel.peer }),
    }
    const props = serviceProps(environment, 'data', { component, memory: 192, settings })
    new HttpService(this, 'data', {
      ...props,
      replicas: environment.replicas.data,
      secrets: { ...props.secrets, [PASSWORD]: 'data-couchdb' },
    })
    openTraffic(this, 'data', component)
    expose(this, 'data', component)
  }
}
