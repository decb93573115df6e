/** What only Twitch itself does in a room: purge, delete, tell, and let a stranger speak. */
import { idOf } from './door.ts'
import type { Tags } from './line.ts'
import type { Room } from './room.ts'

export const ircStaff = (room: Room) => ({
  /** Without a login: the whole chat. With one: a timeout of so many seconds, or for good. */
  clearChat(login?: string, seconds?: number) {
    const duration = seconds === undefined ? {} : { 'ban-duration': String(seconds) }
    if (login === undefined) room.tell('CLEARCHAT')
    else room.tell('CLEARCHAT', { text: login, tags: { ...duration, 'target-user-id': idOf(login) } })
  },

  /** Deletes one message; throws when nobody said it lately. */
  clearMessage(id: string) {
    const said = room.tryFindSaid(id)
    if (said === undefined) throw new Error(`no message "${id}" among the last ones`)
    room.tell('CLEARMSG', { text: said.text, tags: { login: said.login, 'target-msg-id': id } })
  },

  /** e.g. `notice('msg_ratelimit', 'Your message was not sent …')`. */
  notice: (msgId: string, text: string) => room.tell('NOTICE', { text, tags: { 'msg-id': msgId } }),

  /** Somebody from outside says something; `tags` add to or replace what Twitch would say of them. Returns the id. */
  say: (login: string, text: string, tags: Tags = {}) =>
    room.say({ login, name: login, role: 'viewer', id: idOf(login) }, { text, tags }),
})
