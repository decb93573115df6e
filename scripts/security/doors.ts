/** Every route of data and midi, read from their OpenAPI documents, with a request that leads there. */
import type { Operation } from '../lounge/document.ts'
import type { Named, UnderTest } from '../lounge/services-under-test.ts'

export type Door = {
  service: Named
  method: string
  route: string
  scope: string | undefined
  operation: Operation
}

const PARTS: Readonly<Record<string, string>> = { device: 'ventris', environment: 'home', name: 'warm' }

export const doorsOf = ({ services }: UnderTest): Door[] =>
  services.flatMap((service) =>
    Object.entries(service.document.paths).flatMap(([route, operations]) =>
      Object.entries(operations).map(([method, operation]) => ({
        ...{ service, route, operation },
        method: method.toUpperCase(),
        scope: operation['x-scope'],
      })),
    ),
  )

export const nameOf = ({ service, method, route }: Door) => `${service.name} ${method} ${route}`

const pathOf = (route: string) => route.replace(/\{(\w+)\}/g, (_, name: string) => PARTS[name] ?? 'x')

/** Knocks with these headers; a stream that opens is let go again. */
export const knock = async ({ service, method, route, operation }: Door, headers: Record<string, string>) => {
  const body = operation.requestBody ? { body: '{}' } : {}
  const all = { ...headers, ...(operation.requestBody && { 'content-type': 'application/json' }) }
  const response = await service.app.request(pathOf(route), { method, headers: all, ...body })
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream')
  if (isStream) await response.body?.cancel()
  return { status: response.status, text: isStream ? '' : await response.text() }
}
