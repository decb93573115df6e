/** How long a pod takes to come and to go, at most, by what its manifest allows it. */
import { at, type Fields, isFields, numberAt } from '../objects/at.ts'
import { containersOf, type Pods } from '../objects/pods.ts'

/** What the API server puts where nothing is said. */
const PERIOD_S = 10
const FAILURES = 3
const GRACE_S = 30

const initial = (probe: Fields) => numberAt(probe, 'initialDelaySeconds') ?? 0
const period = (probe: Fields) => numberAt(probe, 'periodSeconds') ?? PERIOD_S

/** Past it the container is killed and tries again. */
const starting = (probe: unknown) =>
  isFields(probe) ? initial(probe) + period(probe) * (numberAt(probe, 'failureThreshold') ?? FAILURES) : 0

const answering = (probe: unknown) =>
  isFields(probe) ? initial(probe) + period(probe) * (numberAt(probe, 'successThreshold') ?? 1) : 0

/** From a new pod's first moment until it counts as available; without image pull and scheduling. */
export const toBeReady = (pods: Pods) => {
  const each = containersOf(pods)
    .filter(({ isInit }) => !isInit)
    .map(({ fields }) => starting(at(fields, 'startupProbe')) + answering(at(fields, 'readinessProbe')))
  return Math.max(0, ...each) + (numberAt(pods.owner, 'spec', 'minReadySeconds') ?? 0)
}

/** From being told to end until it is killed. */
export const toBeGone = ({ spec }: Pods) => numberAt(spec, 'terminationGracePeriodSeconds') ?? GRACE_S

/** Whether anything tells when it can serve. */
export const isAsked = (pods: Pods) =>
  containersOf(pods).some(
    ({ fields }) => isFields(at(fields, 'readinessProbe')) || isFields(at(fields, 'startupProbe')),
  )

/** `2 min 45 s`. */
export const sayTime = (seconds: number) => {
  const [minutes, rest] = [Math.floor(seconds / 60), Math.ceil(seconds % 60)]
  if (minutes === 0) return `${rest} s`
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`
}
