/** What runs: the version and revision that its image was made of, as the metric `build_info`. */
import type { Metrics } from './metrics.ts'

/** Outside an image both are `unknown`. */
export const recordBuild = (
  metrics: Metrics,
  {
    LOUNGE_VERSION: version = 'unknown',
    LOUNGE_REVISION: revision = 'unknown',
  }: Readonly<Record<string, string | undefined>>,
) => metrics.gauge('build_info', 'What runs; always 1', ['version', 'revision']).set({ version, revision }, 1)
