/** Signals that are aborted with another or earlier. Node keeps those of `AbortSignal.any` for as long as they are listened to, which is for ever. */

/** `abort` and `unlink` both end the connection to `given`. */
export const linked = (given?: AbortSignal | null) => {
  const controller = new AbortController()
  const follow = () => abort(given?.reason)
  const unlink = () => given?.removeEventListener('abort', follow)
  const abort = (reason?: unknown) => {
    unlink()
    controller.abort(reason)
  }
  given?.addEventListener('abort', follow)
  if (given?.aborted) follow()
  return { signal: controller.signal, abort, unlink }
}

/** Runs the task once after so many milliseconds; the returned function takes it back. */
type After = (ms: number, task: () => void) => () => void

/** Keeps no process alive. */
const after: After = (ms, task) => {
  const timer = setTimeout(task, ms)
  timer.unref()
  return () => clearTimeout(timer)
}

type Options = {
  readonly given?: AbortSignal | null | undefined
  /** @default the time of this process */
  readonly after?: After
}

/** Aborted with `given`, or once so many milliseconds are over: `lift` takes only these away, `cancel` both. */
export const deadline = (ms: number, options: Options = {}) => {
  const { signal, abort, unlink } = linked(options.given)
  const lift = (options.after ?? after)(ms, () => abort(new Error(`no answer within ${ms} ms`)))
  const cancel = () => {
    lift()
    unlink()
  }
  return { signal, lift, cancel }
}
