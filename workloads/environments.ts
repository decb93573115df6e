/** Where the lounge runs: what operators edit. `npm run synth` writes the manifests of all of it. */
import { placesOf } from './places.ts'

const registry = 'ghcr.io/eight-bit-sax-lounge'

export const places = placesOf({
  clusters: {
    home: {
      kubernetes: '1.34',
      exposure: 'ingress',
      addresses: ['192.168.1.240-192.168.1.250'],
      storage: { name: 'kept', provisioner: 'rancher.io/local-path' },
    },
    cloud: {
      kubernetes: '1.35',
      exposure: 'none',
      addresses: [],
      storage: { name: 'kept', provisioner: 'rancher.io/local-path' },
    },
  },
  environments: {
    dev: {
      lounge: 'dev',
      cluster: 'home',
      namespace: 'lounge-dev',
      opens: 'default',
      rank: 'trial',
      chat: { channel: 'eightbitsaxlounge_dev', bot: 'eightbitbot' },
      pedal: { runs: 'virtual' },
      overlay: 'cluster',
      obs: { runs: 'nowhere' },
      images: { registry },
      replicas: { midi: 2, data: 2 },
      store: { couchdb: '3.5.1', size: '1Gi', storageClass: 'local-path' },
      placement: { architectures: ['arm64', 'amd64'] },
      hosts: { overlay: 'overlay-dev.lounge.example' },
      metrics: 'annotations',
      logLevel: 'debug',
    },
    prod: {
      lounge: 'stage',
      cluster: 'home',
      namespace: 'lounge-prod',
      opens: 'default',
      rank: 'show',
      chat: { channel: 'eightbitsaxlounge', bot: 'eightbitbot' },
      pedal: { runs: 'host' },
      overlay: 'cluster',
      obs: { runs: 'host' },
      images: { registry },
      replicas: { midi: 2, data: 2 },
      store: { couchdb: '3.5.1', size: '5Gi', storageClass: 'kept' },
      placement: { architectures: ['arm64'], database: 'pi-1' },
      tunnel: { end: 'home', peer: 'replica' },
      hosts: {
        data: 'data.lounge.example',
        midi: 'midi.lounge.example',
        overlay: 'overlay.lounge.example',
      },
      metrics: 'annotations',
      logLevel: 'info',
    },
    replica: {
      lounge: 'stage',
      cluster: 'cloud',
      namespace: 'lounge-replica',
      opens: 'no',
      rank: 'show',
      chat: { channel: 'eightbitsaxlounge', bot: 'eightbitbot' },
      // Nothing of the pedal is in the cloud: prod's node at home dials out to here as well, through the tunnel.
      pedal: { runs: 'host' },
      // Both stay at home and read home's data, which replication keeps current: OBS's addresses never change.
      overlay: 'nowhere',
      obs: { runs: 'nowhere' },
      images: { registry },
      replicas: { midi: 2, data: 2 },
      store: { couchdb: '3.5.1', size: '5Gi', storageClass: 'kept' },
      placement: { architectures: ['arm64'] },
      tunnel: { end: 'cloud', peer: 'prod' },
      hosts: {},
      metrics: 'annotations',
      logLevel: 'info',
    },
  },
})
