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

const run = (args: readonly string[], input?: string) =>
  new Promise<string>((resolve, reject) => {
    const child = execFile('kubectl', [...args], { maxBuffer: 64e6 }, (error, stdout, stderr) =>
      error ? reject(new Error(stderr.trim() || error.message)) : resolve(stdout),
    )
    child.stdin?.end(input ?? '')
  })

/** Everything that follows happens in one namespace, unless said otherwise. */
export const kubeIn = (namespace: string) => {
  const within = (...args: string[]) => run(['--namespace', namespace, ...args])
  const list = async (kinds: string): Promise<readonly KubeItem[]> =>
    (JSON.parse(await within('get', kinds, '--output', 'json')) as Listed).items

  return {
    namespace,
    run,
    within,
    list,

    /** Pods of a workload that are not on their way out. */
    pods: async (name: string) =>
      (await list('pods')).filter(
        ({ metadata }) => metadata.labels?.['app.kubernetes.io/name'] === name && !metadata.deletionTimestamp,
      ),

    /** Runs a script by the node of a pod. Images have no shell. */
    script: (pod: string, code: string) => within('exec', pod, '--', '/nodejs/bin/node', '--eval', code),

    /** Rejects when it is not there in time. */
    ready: (workload: string, seconds = 180) =>
      within('rollout', 'status', workload, `--timeout=${seconds}s`),

    /** A port of a pod on this machine, until `close`. */
    forward: async (pod: string, port: number) => {
      const child = spawn('kubectl', ['--namespace', namespace, 'port-forward', `pod/${pod}`, `:${port}`])
      for await (const line of createInterface({ input: child.stdout })) {
        const local = /127\.0\.0\.1:(\d+)/.exec(line)?.[1]
        if (local) return { address: `127.0.0.1:${local}`, close: () => void child.kill() }
      }
      throw new Error(`kubectl does not forward port ${port} of ${pod}`)
    },
  }
}
