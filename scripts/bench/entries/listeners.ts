/** Many listeners of one event stream: of each commit, when every one of them had all of it. */
import { get, type IncomingMessage } from 'node:http'
import { steady } from '../steady.ts'
import { notebook } from './port.ts'

const { URL: url = '', TOKEN = '', COUNT = '', NOTES = '' } = process.env
const count = Number(COUNT)
const note = notebook(NOTES)
const heard = new Map<string, number[]>()
let open = 0

const hear = (id: string) => {
  const all = heard.get(id) ?? []
  heard.set(id, all)
  all.push(steady())
  if (all.length === count) note({ kind: 'heard', id, all })
}

const listen = (stream: IncomingMessage) => {
  open += 1
  if (open === count) note({ kind: 'open' })
  let text = ''
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    const events = (text + chunk).split('\n\n')
    text = events.pop() ?? ''
    for (const event of events) {
      const [, id] = /^event: commit\nid: (.*)$/m.exec(event) ?? []
      if (id !== undefined) hear(id)
    }
  })
}

for (let index = 0; index < count; index += 1)
  get(url, { agent: false, headers: { authorization: `Bearer ${TOKEN}` } }, listen)
