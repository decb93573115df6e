/** The text of a kubeconfig, as far as the program itself reads it. */
import { parse } from 'yaml'
import { z } from 'zod'

const File = z.object({
  'current-context': z.string(),
  contexts: z.array(z.object({ name: z.string(), context: z.object({ cluster: z.string() }) })),
  clusters: z.array(
    z.object({ name: z.string(), cluster: z.object({ server: z.url({ protocol: /^https?$/ }) }) }),
  ),
})

const tryServer = (text: string): URL | undefined => {
  try {
    const file = File.parse(parse(text))
    const current = file.contexts.find(({ name }) => name === file['current-context'])
    const found = file.clusters.find(({ name }) => name === current?.context.cluster)
    return found && new URL(found.cluster.server)
  } catch {
    return undefined
  }
}

const PORTS: Readonly<Record<string, string>> = { 'https:': '443', 'http:': '80' }

/** `host:port` of the API server of its current context. */
export const endpointOf = (text: string) => {
  const { hostname, port, protocol } = tryServer(text) as URL
  return `${hostname}:${port || PORTS[protocol]}`
}

/** YAML or JSON. */
export const Kubeconfig = z
  .string()
  .refine(
    (text) => tryServer(text) !== undefined,
    'must be the text of a kubeconfig whose current context has a server',
  )
