/** A chat room in memory: the transport that the bot's own tests speak through. */
import type { Who } from '../../lounge/request.ts'
import { oneLine } from '../one-line.ts'
import type { Clear, Line, Listener, Notice, RoomState, Transport } from '../transport.ts'

export type Person = Partial<Who> & { login: string }

const CHANNEL = 'eightbitsaxlounge'
export const BOT_LOGIN = 'eightbitbot'

type Options = { now?: () => number; trusted?: boolean }

export const memoryRoom = ({ now = Date.now, trusted = true }: Options = {}) => {
  const listeners = new Set<Listener>()
  /** What the room got to read from the bot. */
  const heard: string[] = []
  let state: RoomState = { is: 'joined', why: `In #${CHANNEL}.`, since: now(), trusted }
  let count = 0
  let wake = () => {}

  const transport: Transport = {
    listen(listener) {
      listeners.add(listener)
      listener.state(state)
      return () => void listeners.delete(listener)
    },
    state: () => state,
    async say(text) {
      if (state.is !== 'joined') throw new Error('The room is not joined.')
      heard.push(oneLine(text))
      wake()
    },
    async close() {
      listeners.clear()
      state = { ...state, is: 'away' }
    },
  }

  const tell = (call: (listener: Listener) => void) => {
    for (const listener of listeners) call(listener)
  }

  return {
    transport,
    heard,
    /** Resolves with all that the bot has said, once that is so many lines. */
    async hears(lines: number): Promise<readonly string[]> {
      while (heard.length < lines) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      return heard
    },
    says({ login, ...who }: Person, text: string, more: Partial<Line> = {}) {
      count++
      const line: Line = {
        id: `line-${count}`,
        channel: CHANNEL,
        text,
        at: now(),
        who: { platform: 'twitch', id: `id-${login}`, login, name: login, role: 'viewer', ...who },
        self: login === BOT_LOGIN,
        roomId: '1',
        sourceRoomId: undefined,
        ...more,
      }
      tell((listener) => listener.line(line))
      return line.id
    },
    clear: (clear: Clear) => tell((listener) => listener.clear(clear)),
    notice: (notice: Notice) => tell((listener) => listener.notice(notice)),
    become(is: RoomState['is'], isTrusted = trusted) {
      state = { is, why: is, since: now(), trusted: isTrusted }
      tell((listener) => listener.state(state))
    },
  }
}
