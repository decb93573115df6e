/** CouchDB, from its official image: one node, a fixed name, and a job of data's that prepares it. */
import type { Construct } from 'constructs'
import { StatefulStore } from '../../constructs/stateful-store.ts'
import { imageOf, LoungeChart, type Place, prioritiesOf, versionOf } from '../platform/lounge-chart.ts'
import { openTraffic, openTunnel } from '../platform/traffic.ts'

const PORT = 5984
/** The image's user. */
const COUCHDB = 5984
const ETC = '/opt/couchdb/etc'
const ADMIN = '/run/lounge/admin'
const PASSWORD = '/run/lounge/couchdb'
const PEER = '/run/lounge/peer'

/** Given whole, or the image's entrypoint would append to its own, which is read-only. The name never changes, or the data would seem lost. */
const VM_ARGS = `-name couchdb@127.0.0.1
-kernel error_logger silent
-sasl sasl_error_logger false
-kernel prevent_overlapping_partitions false
+K true
+A 16
+Bd -noinput
-ssl session_lifetime 300
`

/** Who may ask: only who has a password, but for the kubelet's probe. */
const SETTINGS = `[chttpd]
bind_address = 0.0.0.0
require_valid_user_except_for_up = true
[couchdb]
single_node = true
[log]
level = warning
`

export class DbChart extends LoungeChart {
  constructor(scope: Construct, id: string, place: Place) {
    super(scope, id, place)
    const { store, placement } = place.environment
    const { architectures, database } = placement
    new StatefulStore(this, 'db', {
      name: 'db',
      component: 'database',
      version: store.couchdb,
      image: `couchdb:${store.couchdb}`,
      port: PORT,
      up: '/_up',
      folder: '/opt/couchdb/data',
      size: store.size,
      storageClass: store.storageClass,
      user: COUCHDB,
      memory: 512,
      cpu: 100,
      files: { [`${ETC}/vm.args`]: VM_ARGS, [`${ETC}/default.d/20-lounge.ini`]: SETTINGS },
      // The entrypoint writes the administrator's hashed password into the second, Erlang its cookie into HOME.
      scratch: ['/tmp', `${ETC}/local.d`],
      settings: { HOME: '/tmp', COUCHDB_USER: 'admin' },
      secretSettings: { COUCHDB_PASSWORD: { secret: 'db-admin', key: 'password' } },
      placement: { architectures, ...(database && { node: database }) },
      priority: prioritiesOf(place.environment).store,
      setup: this.#setup(),
    })
    this.#open()
  }

  #open() {
    openTraffic(this, 'db', 'database')
    openTraffic(this, 'db-setup', 'setup')
    openTunnel(this, 'db', 'database')
  }

  #setup() {
    const { environment } = this
    // Whom home's replication comes as.
    const isEntered = environment.tunnel?.end === 'cloud'
    return {
      name: 'db-setup',
      component: 'setup',
      version: versionOf(environment, 'data'),
      image: imageOf(environment, 'data'),
      args: ['setup.js'],
      settings: {
        COUCHDB_URL: `http://db:${PORT}`,
        COUCHDB_PASSWORD_FILE: `${PASSWORD}/password`,
        COUCHDB_ADMIN_PASSWORD_FILE: `${ADMIN}/password`,
        ...(isEntered && { COUCHDB_PEER_PASSWORD_FILE: `${PEER}/password` }),
      },
      secrets: { [PASSWORD]: 'data-couchdb', [ADMIN]: 'db-admin', ...(isEntered && { [PEER]: 'db-peer' }) },
      placement: { architectures: environment.placement.architectures },
      priority: prioritiesOf(environment).service,
    }
  }
}
