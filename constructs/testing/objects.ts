/** Synthesises a chart of a test. */
import { App, Chart } from 'cdk8s'
import { type KubeObject, manifestsOf } from '../manifest.ts'

/** The objects that `build` puts on a chart in the namespace `stage`. */
export const objectsOf = (build: (chart: Chart) => unknown): readonly KubeObject[] => {
  const chart = new Chart(new App(), 'play', { namespace: 'stage' })
  build(chart)
  return manifestsOf(chart).map(({ object }) => object)
}

/** Throws when there is none. */
export const findKind = (objects: readonly KubeObject[], kind: string): KubeObject => {
  const found = objects.find((object) => object.kind === kind)
  if (!found) throw new Error(`there is no ${kind} among ${objects.map((object) => object.kind).join(', ')}`)
  return found
}
