/** Labels that repeat which version runs: the image says it, and each object of a release wears them. */

const LABELS = ['app.kubernetes.io/version', 'helm.sh/chart']

export const isVersionLabel = (key: unknown) => LABELS.includes(String(key))
