/** What people can say, as data: `!help` and the README's table both come from it. */
import type { Role } from '../profile.ts'

type CommandRow = {
  /** What follows the prefix, and the topic for `!help`. */
  name: string
  /** One that works in every engine. */
  example: string
  who: Role
  what: string
}

export const commandTable: readonly CommandRow[] = [
  {
    name: 'engine',
    example: '!engine shimmer',
    who: 'viewer',
    what: 'chooses the engine; time, pre-delay and the dials go back to their defaults',
  },
  {
    name: 'time',
    example: '!time 7',
    who: 'viewer',
    what: 'how long the reverb rings, 0 to 10; +1 and -2 are steps',
  },
  {
    name: 'predelay',
    example: '!predelay 2,5',
    who: 'viewer',
    what: 'how long it waits before it rings, 0 to 10; also !delay',
  },
  {
    name: 'dial1',
    example: '!dial1 5',
    who: 'viewer',
    what: 'the first dial; each engine puts its own control there',
  },
  { name: 'dial2', example: '!dial2 5', who: 'viewer', what: 'the second dial; positions also go by name' },
  {
    name: 'bass',
    example: '!bass 6',
    who: 'viewer',
    what: 'any control by its name, also "hall size" or "mod depth"',
  },
  { name: 'preset', example: '!preset warm hall', who: 'viewer', what: 'brings back a saved preset' },
  { name: 'presets', example: '!presets', who: 'viewer', what: 'lists the presets' },
  { name: 'undo', example: '!undo', who: 'viewer', what: "takes back your last change; moderators anyone's" },
  {
    name: 'status',
    example: '!status',
    who: 'viewer',
    what: 'what is on, who set it, and whether the pedal is there',
  },
  { name: 'help', example: '!help shimmer', who: 'viewer', what: 'explains a command, an engine or a dial' },
  {
    name: 'player',
    example: '!player ABC',
    who: 'viewer',
    what: "the player's tag, one to three letters or digits",
  },
  {
    name: 'engine b',
    example: '!engine b plate',
    who: 'viewer',
    what: 'the second engine; !time b 7 and the like turn its knobs',
  },
  {
    name: 'engine b on',
    example: '!engine b on',
    who: 'moderator',
    what: 'switches the second engine on or off',
  },
  {
    name: 'mode',
    example: '!mode parallel',
    who: 'moderator',
    what: 'which engines sound: a, b, parallel or series',
  },
  {
    name: 'lock',
    example: '!lock 10',
    who: 'moderator',
    what: 'closes the knobs to viewers, for so many minutes or until !unlock',
  },
  { name: 'unlock', example: '!unlock', who: 'moderator', what: 'opens the knobs to everyone again' },
  {
    name: 'mute',
    example: '!mute ana 10',
    who: 'moderator',
    what: 'keeps someone from the knobs, for minutes or for good',
  },
  { name: 'unmute', example: '!unmute ana', who: 'moderator', what: 'lets them play again' },
  { name: 'reset', example: '!reset', who: 'moderator', what: 'everything back to its default' },
  {
    name: 'preset save',
    example: '!preset save warm hall',
    who: 'moderator',
    what: 'saves what is set, at most 32 presets',
  },
  { name: 'preset delete', example: '!preset delete warm hall', who: 'moderator', what: 'deletes a preset' },
  { name: 'resync', example: '!resync', who: 'moderator', what: 'sends every setting to the pedal again' },
]
