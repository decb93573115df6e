/** `npm run login` against a stand-in for Twitch: what a person sees, and what is kept. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { manualClock } from '../testing/clock.ts'
import { PATIENT } from '../testing/patient.ts'
import { twitchIdStandIn } from '../testing/twitch-id.ts'
import { deviceLogin } from './device-login.ts'
import { grantFile } from './grant-file.ts'
import { TwitchId } from './twitch-id.ts'

const rig = async (clientId = 'client') => {
  const twitch = await twitchIdStandIn()
  const folder = mkdtempSync(join(tmpdir(), 'login-'))
  onTestFinished(() => {
    twitch.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const clock = manualClock()
  const shown: string[] = []
  const giveUp = new AbortController()
  const login = deviceLogin({
    clientId,
    twitch: new TwitchId({ base: twitch.base }),
    clock,
    fileFor: (login) => grantFile(folder, login),
    show: ({ verification_uri, user_code }) => void shown.push(verification_uri, user_code),
    signal: giveUp.signal,
  })
  const outcome = login.then(
    () => 'done',
    (fault: Error) => fault.message,
  )
  const polls = (times: number) => expect.poll(() => twitch.times('/oauth2/token'), PATIENT).toBe(times)
  return { twitch, clock, folder, shown, giveUp, login, outcome, polls }
}

test('the code is shown, and the grant is kept once somebody has agreed', async () => {
  const { twitch, clock, folder, shown, login, polls } = await rig()
  twitch.polls.push(twitch.no('authorization_pending'))
  await expect.poll(() => clock.waiting(), PATIENT).toBe(1)

  await clock.advance(5_000)
  await polls(1)
  await expect.poll(() => clock.waiting(), PATIENT).toBe(1)
  await clock.advance(5_000)

  const { path } = await login
  expect(shown).toEqual(['https://www.twitch.tv/activate?public=true&device-code=ABCDEFGH', 'ABCDEFGH'])
  expect(path).toBe(join(folder, 'twitch-eightbitbot.json'))
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
    clientId: 'client',
    login: 'eightbitbot',
    accessToken: 'access-1',
    refreshToken: 'refresh-1',
    scopes: ['chat:edit', 'chat:read'],
  })
  expect(twitch.asked[0]?.form).toEqual({ client_id: 'client', scopes: 'chat:read chat:edit' })
})

test('told to slow down it waits five seconds more between polls', async () => {
  const { twitch, clock, login, polls } = await rig()
  twitch.polls.push(twitch.no('slow_down'))
  await expect.poll(() => clock.waiting(), PATIENT).toBe(1)
  await clock.advance(5_000)
  await polls(1)
  await expect.poll(() => clock.waiting(), PATIENT).toBe(1)

  await clock.advance(9_999)
  expect(twitch.times('/oauth2/token')).toBe(1)
  await clock.advance(1)

  expect((await login).login).toBe('eightbitbot')
})

test('a Twitch that is away for a moment is asked again', async () => {
  const { twitch, clock, login, polls } = await rig()
  twitch.polls.push(twitch.no('', 503))
  await expect.poll(() => clock.waiting(), PATIENT).toBe(1)
  await clock.advance(5_000)
  await polls(1)
  await expect.poll(() => clock.waiting(), PATIENT).toBe(1)
  await clock.advance(5_000)

  expect((await login).login).toBe('eightbitbot')
})

test.each([
  ['access_denied', 'You said no on Twitch: nothing was changed.'],
  ['expired_token', 'The code has expired: run npm run login again.'],
  ['invalid device code', 'The code has expired: run npm run login again.'],
  ['something new', 'Twitch refused: something_new.'],
])('%s ends it in one sentence', async (reason, sentence) => {
  const { twitch, clock, folder, outcome } = await rig()
  twitch.polls.push(twitch.no(reason))
  await expect.poll(() => clock.waiting(), PATIENT).toBe(1)

  await clock.advance(5_000)

  expect(await outcome).toBe(sentence)
  expect(readdirSync(folder)).toEqual([])
})

test('given up, nothing has changed', async () => {
  const { clock, folder, giveUp, outcome } = await rig()
  await expect.poll(() => clock.waiting(), PATIENT).toBe(1)

  giveUp.abort()

  expect(await outcome).toBe('Given up: nothing was changed.')
  expect(readdirSync(folder)).toEqual([])
})

test('a client id that Twitch does not know is said so', async () => {
  const { outcome } = await rig('wrong')

  expect(await outcome).toContain('invalid_client')
})
