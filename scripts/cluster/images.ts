/** The images of a test, built and handed to the cluster. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { Deployed, type Environment } from '../../workloads/environment.ts'
import { imageOf, versionOf } from '../../workloads/platform/lounge-chart.ts'
import { type Builder, buildImage } from '../images/build.ts'
import { bundle, bundleEntries } from '../images/bundle.ts'

export type Images = Builder & {
  /** Command that takes the name of an image and gives it to the cluster; none where it pulls. */
  readonly load: string | undefined
}

const COUCHDB_NEEDS = [
  'express',
  'express-pouchdb',
  'pouchdb-core',
  'pouchdb-adapter-memory',
  'pouchdb-mapreduce',
  'pouchdb-replication',
]

const standIn = (name: string) => ({ main: join(import.meta.dirname, 'stand-ins', `${name}.ts`) })

export const ROOM_IMAGE = 'docker.io/lounge/room:0.1.0'

export const makeImages = async (environment: Environment, { builder, options, load }: Images) => {
  const make = (workload: string, image: string, version: string) => {
    buildImage({ builder, options, workload, version, image })
    if (load) execFileSync(load, [image], { stdio: ['ignore', 'ignore', 'inherit'] })
  }
  for (const workload of Deployed.options) {
    await bundle(workload)
    make(workload, imageOf(environment, workload), versionOf(environment, workload))
  }
  const { couchdb } = environment.store
  await bundleEntries('couchdb', standIn('couchdb'), { external: COUCHDB_NEEDS })
  make('couchdb', `docker.io/library/couchdb:${couchdb}`, couchdb)
  await bundleEntries('room', standIn('room'))
  make('room', ROOM_IMAGE, '0.1.0')
}
