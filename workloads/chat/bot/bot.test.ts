/** The bot on the real midi: one line in, one change out, one honest reply back. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { person } from '../../lounge/testing/rig.ts'
import { BOT_LOGIN } from '../testing/memory-room.ts'
import { PATIENT } from '../testing/patient.ts'
import { rig } from '../testing/rig.ts'

const ana = { login: 'ana', name: 'Ana' }
const ben = { login: 'ben', name: 'Ben' }
const mo = { login: 'mo', name: 'Mo', role: 'moderator' as const }

describe('a command', () => {
  test('turns the knob and is answered by name, under the message’s own id', async () => {
    const { room, changes } = await rig()

    const id = room.says(ana, '!time 7')

    expect(await room.hears(1)).toEqual(['@Ana Time set to 7'])
    expect(changes()).toMatchObject([
      { id, correlation: id, source: 'chat', who: { id: 'id-ana', name: 'Ana', role: 'viewer' } },
    ])
    expect(changes()[0]?.turns).toMatchObject([{ control: 'a.time', to: 89 }])
  })

  test('that midi refuses is answered with what would be right', async () => {
    const { room, changes } = await rig()

    room.says(ana, '!lock')

    expect(await room.hears(1)).toEqual(['@Ana Only moderators may lock the knobs'])
    expect(changes()).toEqual([])
  })

  test('by somebody whose name would break a line cannot break one', async () => {
    const { room } = await rig()

    room.says({ login: 'ana', name: '\r\n/ban\u202E me' }, '!time 7')

    expect(await room.hears(1)).toEqual(['@ /ban me Time set to 7'])
  })

  test('that midi cannot even read is not claimed either way, and the next one is done', async () => {
    const { room } = await rig()

    room.says({ ...ana, id: 'x'.repeat(65) }, '!time 7')
    await room.hears(1)
    room.says(ben, '!time 5')

    expect((await room.hears(2))[0]).toContain('@Ana I do not know yet')
    expect(room.heard[1]).toBe('@Ben Time set to 5')
  })
})

describe('every input of the replay corpus gets its one answer', () => {
  test.each([
    ['!TIME 7 \u034f', 'Time set to 7', 89],
    ['!time 7,5', 'Time set to 7.5', 95],
    ['!time ７', 'Time set to 7', 89],
    ['!time 7\r\nPRIVMSG #other :!lock', 'Time set to 7', 89],
    ['\u200b!time 7\u{e0000}', 'Time set to 7', 89],
    ['!engine True Spring', 'Engine set to True Spring', 3],
  ])('%j is done', async (text, words, value) => {
    const { room, changes } = await rig()

    room.says(ana, text)

    expect((await room.hears(1))[0]).toContain(`@Ana ${words}`)
    expect(changes()[0]?.turns[0]?.to).toBe(value)
  })

  test.each([
    ['!time', 'Say a level from 0 to 10'],
    ['!dial1 ١', 'no level'],
    ['!time 1e1', 'no level'],
    ['!time NaN', 'no level'],
    ['!time 🎷', 'level'],
    [`!time ${'7'.repeat(494)}`, 'Levels go from 0 to 10'],
    [`!engine ${'x'.repeat(490)}`, 'engine'],
    ['!engine \u202Erimmihs', 'engine'],
  ])('%j is answered, and changes nothing', async (text, words) => {
    const { room, changes } = await rig()

    room.says(ana, text)

    expect((await room.hears(1))[0]).toContain(words)
    expect(changes()).toEqual([])
  })

  test.each(['', '!', '! ', '🎷🎷🎷', 'what a night', 'time 7', '!so @ana', '/me !time', '\r\n'])(
    '%j is talk, and gets no answer',
    async (text) => {
      const { room, counted } = await rig()

      room.says(ana, text)
      room.says(ben, '!time 7')

      expect(await room.hears(1)).toEqual(['@Ben Time set to 7'])
      expect(counted('command')).toBe(1)
    },
  )

  test('whatever is said, there is at most one reply, short, by name, in one line', async () => {
    const { room, clock } = await rig()
    const word = fc.constantFrom('engine', 'time', 'mute', 'preset save', 'help', 'player', 'undo', 'zzz')
    const text = fc
      .tuple(word, fc.string({ unit: 'binary', maxLength: 500 }))
      .map((all) => `!${all.join(' ')}`)

    await fc.assert(
      fc.asyncProperty(text, async (said) => {
        const before = room.heard.length
        room.says(mo, said)
        const id = room.says({ ...ben, role: 'broadcaster' }, '!time 7')
        await clock.advance(6_000)
        const lines = await room.hears(before + 1)
        expect(id).toBeDefined()
        expect(lines.length - before).toBeLessThanOrEqual(2)
        for (const line of lines.slice(before)) {
          expect(line).toMatch(/^@(Mo|Ben) /)
          expect(line).not.toMatch(/\p{Cc}/u)
          expect([...line].length).toBeLessThanOrEqual(450)
        }
      }),
      { numRuns: 15 },
    )
  }, 30_000)
})

describe('a line is not heard', () => {
  const heardAfter = async (say: (room: Awaited<ReturnType<typeof rig>>['room']) => void) => {
    const world = await rig()
    say(world.room)
    world.room.says(ben, '!time 5')
    expect(await world.room.hears(1)).toEqual(['@Ben Time set to 5'])
    expect(world.changes()).toHaveLength(1)
    return world
  }

  test('when the bot’s own account said it', async () => {
    const { counted } = await heardAfter((room) => room.says({ login: BOT_LOGIN }, '!time 7'))

    expect(counted('line-self')).toBe(1)
  })

  test('when a known bot said it', async () => {
    const { counted } = await heardAfter((room) => room.says({ login: 'nightbot' }, '!time 7'))

    expect(counted('line-bot')).toBe(1)
  })

  test('when it was said in another channel’s room', async () => {
    const { counted } = await heardAfter((room) => room.says(ana, '!time 7', { sourceRoomId: '2' }))

    expect(counted('line-other-room')).toBe(1)
  })

  test('when it was said long before the bot came (back)', async () => {
    const { counted } = await heardAfter((room) => {
      room.says(ana, '!time 7', { at: 1_700_000_000_000 - 15_001 })
    })

    expect(counted('line-stale')).toBe(1)
  })

  test('when it comes a second time', async () => {
    const { room, counted, changes } = await rig()

    room.says(ana, '!time 7', { id: 'twice' })
    room.says(ana, '!time 7', { id: 'twice' })

    await room.hears(1)
    expect(counted('line-duplicate')).toBe(1)
    expect(changes()).toHaveLength(1)
  })
})

test('in shared chat, what is said in the channel’s own room is heard', async () => {
  const { room } = await rig()

  room.says(ana, '!time 7', { sourceRoomId: '1' })

  expect(await room.hears(1)).toEqual(['@Ana Time set to 7'])
})

test('a musician who lets the bot speak as the channel is heard all the same', async () => {
  const { room } = await rig()

  room.says({ login: BOT_LOGIN, name: 'Sax', role: 'broadcaster' }, '!time 7')

  expect(await room.hears(1)).toEqual(['@Sax Time set to 7'])
})

describe('cooldowns', () => {
  test('the first denial is answered with the seconds left, repeats are silent and counted', async () => {
    const { room, clock, counted } = await rig()
    room.says(ana, '!time 7')
    await room.hears(1)

    room.says(ana, '!time 8')
    await room.hears(2)
    room.says(ana, '!time 9')
    room.says(ana, '!time 3')
    await clock.advance(0)
    room.says(mo, '!time 1')
    await room.hears(3)

    expect(room.heard.slice(1)).toEqual(['@Ana Time can be turned again in 3 seconds', '@Mo Time set to 1'])
    expect(counted('silent-cooldown')).toBe(2)
    await clock.advance(3_000)
    room.says(ana, '!time 4')
    expect((await room.hears(4)).at(-1)).toBe('@Ana Time set to 4')
  })

  test('a new cooldown has a first denial of its own', async () => {
    const { room, clock } = await rig()
    const say = async (text: string) => {
      room.says(ana, text)
      return (await room.hears(room.heard.length + 1)).at(-1)
    }
    await say('!time 1')
    await clock.advance(1_900)
    expect(await say('!time 2')).toContain('2 seconds')
    await clock.advance(1_100)
    await say('!time 3')

    expect(await say('!time 4')).toContain('3 seconds')
  })
})

test('a viewer who repeats what is no use is told why once per 5 s; others and moderators each time', async () => {
  const { room, clock, counted } = await rig()

  for (const text of ['!time x', '!time x', '!lock', '!lock', '!time y']) room.says(ana, text)
  await room.hears(3)
  room.says(ben, '!time x')
  for (const text of ['!time x', '!time x']) room.says(mo, text)
  await room.hears(6)
  await clock.advance(5_000)
  room.says(ana, '!time x')

  const names = (await room.hears(7)).map((line) => line.split(' ', 1)[0])
  expect(names.toSorted()).toEqual(['@Ana', '@Ana', '@Ana', '@Ana', '@Ben', '@Mo', '@Mo'])
  expect(counted('silent-repeat')).toBe(2)
})

describe('help, status and presets', () => {
  test('are answered once each per 5 s, whoever asks', async () => {
    const { room, clock, counted } = await rig()

    for (const who of [ana, ben, mo])
      for (const text of ['!help', '!status', '!presets']) room.says(who, text)
    await room.hears(3)
    await clock.advance(5_000)
    room.says(ben, '!status')
    await room.hears(4)

    expect(room.heard.map((line) => line.split(' ', 1)[0])).toEqual(['@Ana', '@Ana', '@Ana', '@Ben'])
    expect(counted('silent-repeat')).toBe(6)
  })

  test('a viewer who asks for topic after topic is answered once in five seconds, others at once', async () => {
    const { room, counted, clock } = await rig()

    for (const text of ['!help', '!help a', '!help b', '!help time']) room.says(ana, text)
    for (const text of ['!help mix', '!help bass']) room.says(mo, text)
    room.says(ben, '!help treble')
    expect(await room.hears(5)).toHaveLength(5)
    expect(counted('silent-repeat')).toBe(2)

    await clock.advance(5_000)
    room.says(ana, '!help time')
    expect((await room.hears(6))[5]).toContain('@Ana !time')
  })

  test('help on another topic is answered at once, on the same one not', async () => {
    const { room, counted } = await rig()

    for (const text of ['!help', '!help time']) room.says(ana, text)
    for (const text of ['!HELP  Time', '!help engine']) room.says(ben, text)
    await room.hears(3)

    expect(counted('silent-repeat')).toBe(1)
  })

  test('are answered 5 s later also when the clock was set back meanwhile', async () => {
    const { room, clock } = await rig()

    room.says(ana, '!presets')
    await room.hears(1)
    clock.jump(-600_000)
    await clock.advance(5_000)
    room.says(ben, '!presets')

    expect((await room.hears(2)).at(-1)).toMatch(/^@Ben /)
  })

  test('are answered while the desk is locked', async () => {
    const { room, sees } = await rig()
    room.says(mo, '!lock')
    await room.hears(1)
    await sees(({ state }) => state.desk.lock !== null)

    for (const text of ['!status', '!presets', '!help', '!time 7']) room.says(ana, text)

    await room.hears(5)
    expect(room.heard.filter((line) => line.startsWith('@Ana'))).toHaveLength(4)
    expect(room.heard.at(-1)).toContain('locked')
  })

  test('help puts its card on the overlay', async () => {
    const { room, sees, changes } = await rig()

    room.says(ana, '!help engine')

    await room.hears(1)
    await sees(({ state }) => state.desk.card?.topic === 'engine')
    expect(changes()).toMatchObject([{ intent: { kind: 'card', topic: 'engine' } }])
  })

  test('help is answered even while midi is away', async () => {
    const { room, midi } = await rig()
    midi.away = true

    room.says(ana, '!help time')

    expect((await room.hears(1))[0]).toContain('!time')
  })
})

describe('when midi does not answer', () => {
  test('the same id is asked again for 3 s, then the bot says that it does not know yet', async () => {
    const { room, midi, clock, counted } = await rig()
    midi.away = true

    const id = room.says(ana, '!time 7')
    await clock.advance(2_900)
    expect(room.heard).toEqual([])
    await clock.advance(100)

    expect((await room.hears(1))[0]).toContain('I do not know yet')
    expect(room.heard[0]).not.toMatch(/fail|error/i)
    expect(midi.asked.length).toBeGreaterThan(3)
    expect(new Set(midi.asked)).toEqual(new Set([id]))
    expect(counted('unsure')).toBe(1)
  })

  test('a moment of absence is not noticed', async () => {
    const { room, midi, clock, changes } = await rig()
    midi.away = true
    room.says(ana, '!time 7')
    await clock.advance(1_000)
    midi.away = false
    await clock.advance(1_000)

    expect(await room.hears(1)).toEqual(['@Ana Time set to 7'])
    expect(changes()).toHaveLength(1)
  })

  test('a change that landed though its answer was lost is answered with what it did, once', async () => {
    const { room, log, clock, changes } = await rig()
    log.mood = 'mute'
    room.says(ana, '!time 7')
    await clock.advance(100)
    log.mood = 'well'
    await clock.advance(1_900)

    expect(await room.hears(1)).toEqual(['@Ana Time set to 7'])
    expect(changes()).toHaveLength(1)
  })
})

describe('what a moderator takes away', () => {
  test.each([
    ['the line', (id: string) => ({ of: 'line' as const, id })],
    ['everything of the person', () => ({ of: 'person' as const, login: 'ana' })],
    ['the whole chat', () => ({ of: 'room' as const })],
  ])('(%s) is not asked for any longer, and not answered', async (_, clear) => {
    const { room, midi, clock, changes, counted } = await rig()
    midi.away = true
    const id = room.says(ana, '!time 7')
    await clock.advance(100)

    room.clear(clear(id))
    midi.away = false
    await clock.advance(3_000)
    room.says(ben, '!time 5')

    expect(await room.hears(1)).toEqual(['@Ben Time set to 5'])
    expect(changes()).toHaveLength(1)
    expect(counted('cancelled')).toBe(1)
  })

  test('another person’s request goes on', async () => {
    const { room, midi, clock } = await rig()
    midi.away = true
    room.says(ana, '!time 7')

    room.clear({ of: 'person', login: 'ben' })
    midi.away = false
    await clock.advance(1_000)

    expect(await room.hears(1)).toEqual(['@Ana Time set to 7'])
  })

  test('a reply that still waits is not said', async () => {
    const { room, clock, changes } = await rig({ trusted: false })
    room.says(mo, '!time 1')
    await room.hears(1)
    room.says(ben, '!time 2')
    room.says(ana, '!time 3')
    await expect.poll(() => changes().length, PATIENT).toBe(3)

    room.clear({ of: 'person', login: 'ben' })
    await clock.advance(5_000)

    expect(room.heard).toEqual(['@Mo Time set to 1', '@Ana Time set to 3'])
  })
})

describe('mutes', () => {
  test('a mute by name carries the user id of who was heard', async () => {
    const { room, sees } = await rig()
    room.says(ben, 'hello')

    room.says(mo, '!mute @Ben 5')

    await room.hears(1)
    await sees(({ state }) => state.desk.mutes[0]?.userId === 'id-ben')
  })

  test('who was muted before being heard is known by id as soon as they speak, for as long as was said', async () => {
    const { room, sees, changes, clock } = await rig()
    room.says(mo, '!mute ben 5')
    await room.hears(1)
    await sees(({ state }) => state.desk.mutes[0]?.userId === null)
    const until = changes()[0]?.at ?? 0

    await clock.advance(60_000)
    room.says(ben, 'hello')
    room.says(ben, 'hello?')

    await sees(({ state }) => state.desk.mutes[0]?.userId === 'id-ben')
    expect(changes()).toHaveLength(2)
    expect(changes()[1]).toMatchObject({ intent: { kind: 'mute', minutes: 4 }, who: { name: 'Mo' } })
    expect(until).toBeGreaterThan(0)
  })

  test('a moderator who was heard cannot be muted, and one who was not is told of', async () => {
    const { room } = await rig()
    const max = person('Max', 'moderator')
    room.says(mo, '!mute max')
    room.says(max, 'hello')

    room.says(mo, '!mute max')

    expect(await room.hears(2)).toEqual([
      '@Mo max may not turn knobs until a moderator says !unmute (moderators always may)',
      '@Mo max cannot be muted: moderators and the broadcaster may always turn knobs',
    ])
  })

  test('somebody muted is told so', async () => {
    const { room, sees } = await rig()
    room.says(mo, '!mute ben')
    await room.hears(1)
    await sees(({ state }) => state.desk.mutes.length === 1)

    room.says(ben, '!time 7')

    expect((await room.hears(2))[1]).toBe('@Ben You may not turn knobs for now; a moderator can change that')
  })
})

describe('on standby', () => {
  test('the bot is silent, and asks nothing', async () => {
    const { room, conductor, sees, midi, counted } = await rig()
    await conductor.terms.close('cloud')
    await sees(({ live }) => !live)

    for (const text of ['!time 7', '!status', '!help', '!presets', '!tim 7', 'hello']) room.says(ana, text)

    expect(room.heard).toEqual([])
    expect(midi.asked).toEqual([])
    expect(counted('standby')).toBe(5)
  })

  test('so it is where the log is still empty and others open it', async () => {
    const { room, lounge, midi, counted } = await rig({ opens: 'no' })

    for (const text of ['!time 7', '!status']) room.says(ana, text)

    expect(lounge.view()).toMatchObject({ term: null, live: false, opening: false })
    expect([room.heard, midi.asked, counted('standby')]).toEqual([[], [], 2])
  })
})

describe('what the platform drops', () => {
  test('is counted by why', async () => {
    const { room, counted } = await rig()

    for (const code of ['msg_duplicate', 'msg_ratelimit', 'msg_slowmode', 'msg_banned'])
      room.notice({ code, text: '' })

    expect(counted('notice-duplicate')).toBe(1)
    expect(counted('notice-ratelimit')).toBe(2)
    expect(counted('notice-other')).toBe(1)
  })
})

test('25 viewers in 5 s, where the bot is not a moderator: every change lands, in at most 20 lines in any 30 s', async () => {
  const { room, clock, changes, counted } = await rig({ trusted: false })

  for (let n = 0; n < 25; n++) {
    room.says({ login: `viewer${n}`, name: `Viewer${n}` }, `!time ${(n % 9) + 1}`)
    await clock.advance(200)
  }
  await expect.poll(() => changes().length, PATIENT).toBe(25)
  await clock.advance(25_000)

  expect(counted('reply')).toBe(25)
  expect(room.heard.length).toBeLessThanOrEqual(20)
  for (let n = 0; n < 25; n++) expect(room.heard.join(' ')).toContain(`@Viewer${n} `)
  expect(changes().at(-1)?.turns[0]?.to).toBe(89)
})
