/** The lines that a connection sends: judged, then obeyed. */
import { commands } from './commands.ts'
import { parseLine } from './line.ts'
import { slidingWindow } from './rate.ts'
import type { Session } from './session.ts'

/** More lines than this in ten seconds end the connection. */
const FLOOD = { max: 200, ms: 10_000 }
/** A web page may send a request here whose body holds chat lines: nothing after its first line is heard. */
const HTTP = /^[A-Z]+ .* HTTP\/\d/

const obey = (session: Session, text: string) => {
  const { command = '*', params = [] } = parseLine(text) ?? {}
  const handle = commands[command]
  if (handle === undefined) return session.reply('421', [command, 'Unknown command'])
  if (handle.greetedOnly && session.who === undefined) return session.reply('451', ['Say NICK first'])
  handle.run(session, params)
}

/** Takes each line as it came, without CR LF. */
export const hearing = (session: Session) => {
  const isWithinFlood = slidingWindow({ ...FLOOD, clock: session.house.clock })
  return (text: string) => {
    if (session.isOver || text.trim() === '') return
    if (!isWithinFlood()) return session.end('Too many lines at once')
    if (HTTP.test(text)) return session.end('This is a chat, not a web server')
    obey(session, text)
  }
}
