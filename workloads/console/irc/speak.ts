/** A line that somebody says: checked, relayed, and acknowledged with USERSTATE as Twitch does. */
import type { Session } from './session.ts'
import { SERVER, speakerTags } from './twitch.ts'

/** A chat line's length in characters, as on Twitch. */
const MAX_LETTERS = 500

const FRAME = '\u0001'

const withoutControls = (text: string) => text.replace(/\p{Cc}/gu, ' ')

/** `/me dances` arrives as CTCP ACTION and keeps its frame; nothing else keeps a control character. */
const clean = (text: string) => {
  const isAction = text.startsWith(`${FRAME}ACTION `)
  return isAction ? `${FRAME}${withoutControls(text.replaceAll(FRAME, ''))}${FRAME}` : withoutControls(text)
}

export const acknowledge = (session: Session, id?: string) => {
  if (session.who === undefined) return
  const tags = { ...speakerTags(session.who), 'emote-sets': '0', ...(id === undefined ? {} : { id }) }
  session.send({ tags, prefix: SERVER, command: 'USERSTATE', params: [session.house.room.target] })
}

export const speak = (session: Session, text: string) => {
  const { who, member } = session
  const { room } = session.house
  if (who === undefined || member === undefined) return session.reply('404', [room.target, 'JOIN it first'])
  if ([...text].length > MAX_LETTERS) {
    return session.notice(
      'msg_too_long',
      `Your message was not sent: it is longer than ${MAX_LETTERS} characters.`,
    )
  }
  if (!session.mayTalk()) {
    return session.notice('msg_ratelimit', 'Your message was not sent: you are sending messages too quickly.')
  }
  acknowledge(session, room.say(who, { text: clean(text), from: member }))
}
