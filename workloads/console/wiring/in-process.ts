/** Calls a service of this process as fetch would call one elsewhere: same request, same answer, no socket. */

type App = { readonly fetch: (request: Request) => Response | Promise<Response> }

const aborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    if (signal.aborted) return reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

export const inProcess = (app: App): typeof globalThis.fetch =>
  async function inProcess(input, init) {
    const request = new Request(input, init)
    return Promise.race([app.fetch(request), aborted(request.signal)])
  }
