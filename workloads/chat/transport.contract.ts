/** What every chat transport must do, whatever carries it; each adapter runs it in its own test file. */
import { describe, expect, test } from 'vitest'
import type { Role } from '../lounge/profile.ts'
import { listenTo } from './testing/listener.ts'
import type { Transport } from './transport.ts'

export type Somebody = { login: string; name?: string; id?: string; role?: Role }

/** A room that lets the transport in. `hears` resolves with all that the bot has said once that is so many lines. */
export type Stage = {
  transport: Transport
  says(who: Somebody, text: string, id?: string): void
  clearRoom(): void
  clearPerson(login: string): void
  clearLine(id: string): void
  notice(code: string, text: string): void
  hears(count: number): Promise<readonly string[]>
  end(): Promise<void>
}

export const transportContract = (name: string, open: () => Promise<Stage>) => {
  /** Runs `beats` once the room is joined, and clears it away whatever happens. */
  const joined = (beats: (stage: Stage, ears: ReturnType<typeof listenTo>) => Promise<void>) => async () => {
    const stage = await open()
    try {
      const ears = listenTo(stage.transport)
      await ears.joined()
      await beats(stage, ears)
    } finally {
      await stage.transport.close()
      await stage.end()
    }
  }

  describe(`a chat transport (${name})`, () => {
    test(
      'a listener hears the present state at once',
      joined(async ({ transport }) => {
        const late = listenTo(transport)

        expect(late.told).toMatchObject([{ kind: 'state', what: { is: 'joined' } }])
      }),
    )

    test(
      'a line says who, where, when and what',
      joined(async ({ says }, ears) => {
        const before = Date.now()

        says({ login: 'ana', name: 'Ana', id: '4711' }, '!time 7 and more', 'line-1')

        const line = await ears.next('line')
        expect(line).toMatchObject({ id: 'line-1', channel: 'eightbitsaxlounge', text: '!time 7 and more' })
        expect(line.who).toMatchObject({ id: '4711', login: 'ana', name: 'Ana', role: 'viewer' })
        expect(line.self).toBe(false)
        expect(line.at).toBeGreaterThanOrEqual(before)
      }),
    )

    test(
      'a moderator and the broadcaster are known as such',
      joined(async ({ says }, ears) => {
        says({ login: 'mia', role: 'moderator' }, 'hi')
        says({ login: 'sax', role: 'broadcaster' }, 'hi')

        expect((await ears.next('line')).who.role).toBe('moderator')
        expect((await ears.next('line')).who.role).toBe('broadcaster')
      }),
    )

    test.each(['0', '1', '42'])('a user id %s and a display name of digits stay text', (digits) =>
      joined(async ({ says }, ears) => {
        says({ login: 'ana', id: digits, name: digits }, '1')

        expect(await ears.next('line')).toMatchObject({ text: '1', who: { id: digits, name: digits } })
      })(),
    )

    test(
      'somebody without a display name goes by the login',
      joined(async ({ says }, ears) => {
        says({ login: 'ana', name: '' }, 'hi')

        expect((await ears.next('line')).who.name).toBe('ana')
      }),
    )

    test(
      'what is said reaches the room, and is not heard as a line',
      joined(async ({ transport, says, hears }, ears) => {
        await transport.say('@Ana time is 7')
        says({ login: 'ana' }, 'thanks')

        expect(await hears(1)).toEqual(['@Ana time is 7'])
        expect((await ears.next('line')).text).toBe('thanks')
      }),
    )

    test.each([
      ['a second line', 'one\r\nPRIVMSG #other :two', 'one PRIVMSG #other :two'],
      ['a command of the platform', '/ban ana', 'ban ana'],
      ['a command by a dot', '.clear', 'clear'],
      ['a command by a backslash', '\\ /. clear', 'clear'],
      ['controls and turned writing', 'a\u0000b\u202Ec\u0007', 'a b\u0063'],
    ])('%s cannot be said', (_, text, heard) =>
      joined(async ({ transport, hears }) => {
        await transport.say(text)

        expect(await hears(1)).toEqual([heard])
      })(),
    )

    test.each([
      ['words', 'word '.repeat(200)],
      ['no space', 'x'.repeat(600)],
      ['emoji', '🎷'.repeat(400)],
    ])('a line too long (%s) is said once, cut between characters', (_, text) =>
      joined(async ({ transport, hears }) => {
        await transport.say(text)
        await transport.say('next')

        const [cut = '', next] = await hears(2)
        expect([...cut].length).toBeLessThanOrEqual(500)
        expect(cut.length).toBeLessThan(500)
        expect(cut.endsWith('…')).toBe(true)
        expect(text.startsWith(cut.slice(0, -1))).toBe(true)
        expect(cut.isWellFormed()).toBe(true)
        expect(next).toBe('next')
      })(),
    )

    test(
      'what moderators take away is told: a line, a person, the room',
      joined(async ({ says, clearLine, clearPerson, clearRoom }, ears) => {
        says({ login: 'ana' }, '!time 7', 'line-1')
        clearLine('line-1')
        clearPerson('ana')
        clearRoom()

        expect(await ears.next('clear')).toEqual({ of: 'line', id: 'line-1' })
        expect(await ears.next('clear')).toEqual({ of: 'person', login: 'ana' })
        expect(await ears.next('clear')).toEqual({ of: 'room' })
      }),
    )

    test(
      'the platform’s word about a line it dropped is told',
      joined(async ({ notice }, ears) => {
        notice('msg_ratelimit', 'You are sending messages too quickly.')

        expect(await ears.next('notice')).toMatchObject({ code: 'msg_ratelimit' })
      }),
    )

    test(
      'a closed transport tells nothing more and says nothing',
      joined(async ({ transport, says }, ears) => {
        await transport.close()
        const before = ears.told.length
        says({ login: 'ana' }, 'hello?')

        await expect(transport.say('no')).rejects.toThrow('not joined')
        expect(ears.told.slice(before).filter(({ kind }) => kind === 'line')).toEqual([])
      }),
    )
  })
}
