/** A cluster, by kubectl. */
import { execFile, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export type Kube = ReturnType<typeof kubeIn>

type Listed = { readonly items: readonly KubeItem[] }
export type KubeItem = {
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly uid: string
    readonly generation?: number
    readonly labels?: Record<string, string>
    readonly deletionTimestamp?: string
  }
  readonly status?: {
    readonly phase?: string
    readonly conditions?: readonly { readonly type: string; readonly status: string }[]
  }
}

const sentenceOf = (error: Error & { code?: unknown }, stderr: string) =>
  error.code === 'ENOENT' ? 'kubectl is not on this machine: install it' : stderr.trim() || error.message

const run = (args: readonly string[], input?: string) =>
  new Promise<string>((resolve, reject) => {
    const child = execFile('kubectl', [...args], { maxBuffer: 64e6 }, (error, stdout, stderr) =>
      error ? reject(new Error(sentenceOf(error, stderr))) : resolve(stdout),
    )
    child.stdin?.end(input ?? '')
  })

const forward = async (namespace: string, pod: string, port: number) => {
  const child = spawn('kubectl', ['--namespace', namespace, 'port-forward', `pod/${pod}`, `:${port}`])
  for await (const line of createInterface({ input: child.stdout })) {
    const local = /127\.0\.0\.1:(\d+)/.exec(line)?.[1]
    if (local) return { address: `127.0.0.1:${local}`, close: () => void child.kill() }
  }
  throw new Error(`kubectl does not forward port ${port} of ${pod}`)
}

/** Everything that follows happens in one namespace, unless said otherwise. */
export const kubeIn = (namespace: string) => {
  const within = (...args: string[]) => run(['--namespace', namespace, ...args])
  const list = async (kinds: string): Promise<readonly KubeItem[]> =>
    (JSON.parse(await within('get', kinds, '--output', 'json')) as Listed).items

  /** The first pod of a workload that is not on its way out. */
  const podOf = async (name: string) => {
    const isOf = ({ metadata }: KubeItem) =>
      metadata.labels?.['app.kubernetes.io/name'] === name && !metadata.deletionTimestamp
    const found = (await list('pods')).find(isOf)
    if (!found) throw new Error(`${namespace} has no pod of ${name}`)
    return found.metadata.name
  }

  return {
    namespace,
    run,
    within,
    list,

    /** Runs a script by the node of a pod. Images have no shell. */
    script: (pod: string, code: string) => within('exec', pod, '--', '/nodejs/bin/node', '--eval', code),

    /** Rejects when it is not there in time. */
    ready: (workload: string, seconds = 180) =>
      within('rollout', 'status', workload, `--timeout=${seconds}s`),

    podOf,

    /** A page of a workload's pod, by the API server: `<port>/proxy/<path>`. */
    through: async (name: string, path: string) =>
      run(['get', '--raw', `/api/v1/namespaces/${namespace}/pods/${await podOf(name)}:${path}`]),

    /** A port of a workload's pod on this machine, until `close`. */
    forward: async (name: string, port: number) => forward(namespace, await podOf(name), port),
  }
}
