/** What Twitch's chat says about a speaker in tags, and the words of its own lines. */
import type { Speaker } from './door.ts'
import type { Tags } from './line.ts'

export const SERVER = 'tmi.twitch.tv'

export const TAGS = 'twitch.tv/tags'
export const COMMANDS = 'twitch.tv/commands'
export const MEMBERSHIP = 'twitch.tv/membership'
export const CAPABILITIES: readonly string[] = [TAGS, COMMANDS, MEMBERSHIP]

/** Lines that only clients which asked for Twitch's commands understand. */
export const TWITCH_ONLY: readonly string[] = ['USERSTATE', 'ROOMSTATE', 'CLEARCHAT', 'CLEARMSG', 'RECONNECT']

/** Legible on light and on dark. */
const COLORS = ['#D2691E', '#5F9EA0', '#2E8B57', '#8A2BE2', '#B22222', '#1E90FF', '#C71585', '#6B8E23']

const badges = { broadcaster: 'broadcaster/1', moderator: 'moderator/1', viewer: '' }

/** Twitch's quirk: the broadcaster is no moderator by these tags, only by the badge. */
export const speakerTags = ({ id, name, role }: Speaker): Tags => ({
  'badge-info': '',
  badges: badges[role],
  color: COLORS[Number(id) % COLORS.length] ?? '',
  'display-name': name,
  mod: role === 'moderator' ? '1' : '0',
  subscriber: '0',
  'user-id': id,
  'user-type': role === 'moderator' ? 'mod' : '',
})
