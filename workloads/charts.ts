/** Every chart of the lounge, a folder an environment and one a cluster, each in the order in which it is applied. */
import { App, type Chart } from 'cdk8s'
import { ChatChart } from './chat/chart.ts'
import { DataChart } from './data/chart.ts'
import { DbChart } from './db/chart.ts'
import type { Cluster } from './environment.ts'
import { MidiChart } from './midi/chart.ts'
import { MidiNodeChart } from './midi-node/chart.ts'
import { ObsChart } from './obs/chart.ts'
import { OverlayChart } from './overlay/chart.ts'
import type { Places } from './places.ts'
import { ClusterChart, PlatformChart } from './platform/chart.ts'
import { type Place, runsHere } from './platform/lounge-chart.ts'

/** Called before callers: a pod that waits for another is ready sooner. */
const environmentCharts = (place: Place): readonly Chart[] => {
  const app = new App()
  const { environment } = place
  return [
    new PlatformChart(app, 'platform', place),
    new DbChart(app, 'db', place),
    new DataChart(app, 'data', place),
    new MidiChart(app, 'midi', place),
    ...(runsHere(environment, 'midi-node') ? [new MidiNodeChart(app, 'midi-node', place)] : []),
    new ChatChart(app, 'chat', place),
    ...(runsHere(environment, 'overlay') ? [new OverlayChart(app, 'overlay', place)] : []),
    ...(environment.obs.runs === 'cluster'
      ? [new ObsChart(app, 'obs', { ...place, url: environment.obs.url })]
      : []),
  ]
}

export type Folder = { readonly name: string; readonly cluster: Cluster; readonly charts: readonly Chart[] }

const clusterFolder = (cluster: Cluster): Folder => ({
  name: `cluster-${cluster.name}`,
  cluster,
  charts: [new ClusterChart(new App(), 'cluster', cluster)],
})

/** What `npm run synth` writes. */
export const foldersOf = ({ clusters, environments }: Places): readonly Folder[] => [
  ...clusters.map(clusterFolder),
  ...environments.map((environment) => {
    const cluster = clusters.find(({ name }) => name === environment.cluster) as Cluster
    return { name: environment.name, cluster, charts: environmentCharts({ environment, cluster }) }
  }),
]
