/** Who is in the page's chat: its personas, the bot, and whose names nobody takes. */
import type { Persona } from '../irc/door.ts'
import { BOT } from '../irc/server.ts'
import type { Setup } from '../page/contract.ts'

export const CHANNEL = 'eightbitsaxlounge'

const PERSONAS: readonly Persona[] = [
  { login: 'ana', name: 'Ana', role: 'viewer' },
  { login: 'ben', name: 'Ben', role: 'viewer' },
  { login: 'mo', name: 'Mo', role: 'moderator' },
  { login: 'sax', name: 'Sax', role: 'broadcaster' },
]

/** A real channel that is played, and whom its bot speaks as. */
export type RealChannel = { readonly channel: string; readonly username: string }

/** With a real channel its broadcaster speaks there and nowhere else. */
export const cast = (real: RealChannel | undefined) => {
  if (real === undefined) return { personas: PERSONAS, reserved: [] }
  const personas = PERSONAS.filter(({ role }) => role !== 'broadcaster')
  const barred = PERSONAS.filter(({ role }) => role === 'broadcaster').map(({ login }) => login)
  return {
    personas,
    reserved: [...barred, real.channel, real.username].filter((login) => login !== BOT.login),
  }
}

/** What a page may be that holds the key, or does not. */
export const personasFor = (real: RealChannel | undefined, keyed: boolean): Setup['personas'] => {
  const open = new Set(cast(real).personas)
  return PERSONAS.map((persona) => ({
    ...persona,
    mayUse: open.has(persona) && (keyed || persona.role === 'viewer'),
  }))
}
