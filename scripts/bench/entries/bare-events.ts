/** An event stream that can't be simpler: what is posted is written to everyone who listens. */
import { createServer, type ServerResponse } from 'node:http'

const listeners = new Set<ServerResponse>()

createServer(async (request, response) => {
  if (request.method === 'GET') {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
    listeners.add(response)
    return
  }
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const event = `event: commit\ndata: ${Buffer.concat(chunks).toString()}\n\n`
  for (const listener of listeners) listener.write(event)
  response.writeHead(201).end()
}).listen(Number(process.env.PORT), '127.0.0.1')
