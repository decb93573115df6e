/** The grant: renewed in time, written down before it is used, and honest when only a person can help. */
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { manualClock } from '../testing/clock.ts'
import { PATIENT } from '../testing/patient.ts'
import { twitchIdStandIn } from '../testing/twitch-id.ts'
import { grantToken, VALIDATE_MS, validateHourly } from './grant.ts'
import { type Grant, grantFile } from './grant-file.ts'
import { NotAuthorised } from './token.ts'
import { TwitchId } from './twitch-id.ts'

const HOUR_MS = 3_600_000

const folderOf = () => {
  const folder = mkdtempSync(join(tmpdir(), 'grant-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const rig = async (grant: Partial<Grant> | undefined = {}) => {
  const twitch = await twitchIdStandIn()
  onTestFinished(twitch.close)
  const clock = manualClock()
  const folder = folderOf()
  const file = grantFile(folder, 'EightBitBot')
  const start: Grant = {
    clientId: 'client',
    login: 'eightbitbot',
    accessToken: 'access-0',
    refreshToken: 'refresh-0',
    expiresAt: clock.now() + HOUR_MS,
    scopes: ['chat:read', 'chat:edit'],
    ...grant,
  }
  await file.write(start)
  const token = grantToken({ file, twitch: new TwitchId({ base: twitch.base }), clock })
  const kept = () => JSON.parse(readFileSync(file.path, 'utf8')) as Grant
  return { twitch, clock, folder, file, token, kept }
}

test('a grant is readable by its owner only, is never half written, and is named after its login', async () => {
  const { file, folder } = await rig()

  expect(file.path).toBe(join(folder, 'twitch-eightbitbot.json'))
  expect(statSync(file.path).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['twitch-eightbitbot.json'])
})

test('a token that holds is used as it is', async () => {
  const { token, twitch } = await rig()

  expect(await token.read()).toBe('access-0')
  expect(twitch.asked).toEqual([])
})

test('a token that is about to end is renewed and written down before it is used', async () => {
  const { token, clock, kept } = await rig()
  await clock.advance(HOUR_MS - 60_000)

  expect(await token.read()).toBe('access-1')
  expect(kept()).toMatchObject({
    accessToken: 'access-1',
    refreshToken: 'refresh-1',
    expiresAt: clock.now() + 4 * HOUR_MS,
  })
})

test('asked by several at once, a refresh token is spent once', async () => {
  const { token, twitch } = await rig()

  const all = await Promise.all([token.refresh(), token.refresh(), token.refresh()])

  expect(all).toEqual(['access-1', 'access-1', 'access-1'])
  expect(twitch.times('/oauth2/token')).toBe(1)
})

test('a new token that the disk does not take is not used, and not lost', async () => {
  const { token, folder, kept, twitch } = await rig()
  const file = grantFile(folder, 'eightbitbot')
  let isFull = true
  const stubborn = grantToken({
    file: { ...file, write: (grant) => (isFull ? Promise.reject(new Error('full')) : file.write(grant)) },
    twitch: new TwitchId({ base: twitch.base }),
    clock: manualClock(),
  })

  await expect(stubborn.refresh()).rejects.toThrow('full')
  await expect(stubborn.read()).rejects.toThrow('full')
  isFull = false

  expect(await stubborn.read()).toBe('access-1')
  expect(kept().refreshToken).toBe('refresh-1')
  expect(await token.refresh()).toBe('access-2')
})

test('a grant that was taken back says in one sentence what to do', async () => {
  const { token, twitch } = await rig()
  twitch.world.revoked = true

  const fault = await token.refresh().catch((error: unknown) => error)

  expect(fault).toBeInstanceOf(NotAuthorised)
  expect(String(fault)).toContain('Twitch no longer lets the bot speak as eightbitbot: run npm run login.')
})

test('Twitch being away is no reason to log in anew', async () => {
  const { token, twitch, kept } = await rig()
  twitch.world.isDown = true

  const fault = await token.refresh().catch((error: unknown) => error)

  expect(fault).not.toBeInstanceOf(NotAuthorised)
  expect(String(fault)).toContain('Twitch is in trouble')
  expect(kept().refreshToken).toBe('refresh-0')
})

test('without a grant it names the file and the command', async () => {
  const file = grantFile(folderOf(), 'nobody')
  const token = grantToken({ file, twitch: new TwitchId(), clock: manualClock() })

  await expect(token.read()).rejects.toThrow(`There is no Twitch grant in ${file.path}: run npm run login.`)
})

test('a login made meanwhile is taken up at the next reading', async () => {
  const { token, file, kept } = await rig()
  await token.read()

  await file.write({ ...kept(), accessToken: 'another' })

  expect(await token.read()).toBe('another')
})

test.each(['', '{', '[]', '{"login":"x"}'])(
  'a file that holds %j is said to be none of ours',
  async (text) => {
    const { file } = await rig()
    writeFileSync(file.path, text)

    await expect(file.tryRead()).rejects.toThrow('is not a grant that npm run login wrote')
  },
)

test('a folder that cannot be written is one sentence', async () => {
  const file = grantFile('/dev/null/grants', 'bot')

  await expect(file.write({} as Grant)).rejects.toThrow(
    /^\/dev\/null\/grants\/twitch-bot\.json cannot be written/,
  )
})

test('a grant somebody made readable to others is private again once renewed', async () => {
  const { token, file } = await rig()
  chmodSync(file.path, 0o644)

  await token.refresh()

  expect(statSync(file.path).mode & 0o777).toBe(0o600)
})

test('every hour Twitch is asked whether the token holds, and a refused one is renewed', async () => {
  const { token, clock, twitch, kept } = await rig({ accessToken: 'taken back' })
  const stop = validateHourly(token, clock)

  await clock.advance(VALIDATE_MS)
  await expect.poll(() => kept().accessToken, PATIENT).toBe('access-1')
  await clock.advance(VALIDATE_MS)
  await expect.poll(() => twitch.times('/oauth2/validate'), PATIENT).toBe(2)
  stop()

  expect(kept().accessToken).toBe('access-1')
  expect(clock.waiting()).toBe(0)
})
