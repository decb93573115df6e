/** The barest server of events: what is posted goes to everyone who listens. It keeps nothing and asks nobody who they are. */
import { createServer, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

const { PORT = '' } = process.env
const listeners = new Set<ServerResponse>()

createServer(async (request, response) => {
  if (request.method === 'GET') {
    listeners.add(response.writeHead(200, { 'content-type': 'text/event-stream' }))
    return response.write(': \n\n')
  }
  const commit = JSON.parse(await text(request)) as { id: string }
  const event = `event: commit\nid: ${commit.id}\ndata: ${JSON.stringify(commit)}\n\n`
  for (const listener of listeners) listener.write(event)
  return response.writeHead(201).end()
}).listen(Number(PORT), '127.0.0.1')
