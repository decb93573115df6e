/** `npm run login` as a person runs it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { twitchIdStandIn } from '../workloads/chat/testing/twitch-id.ts'

const rig = async (env: Record<string, string>) => {
  const twitch = await twitchIdStandIn()
  const folder = mkdtempSync(join(tmpdir(), 'login-'))
  const script = spawn(process.execPath, [join(import.meta.dirname, 'login.ts')], {
    env: { GRANTS: folder, TWITCH_ID_URL: twitch.base, ...env },
  })
  onTestFinished(() => {
    script.kill('SIGKILL')
    twitch.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const output = Promise.all([text(script.stdout), text(script.stderr)])
  const ended = once(script, 'exit')
  return { twitch, folder, script, output, ended }
}

test('prints where to go, keeps the grant for its owner only, and says what to do next', async () => {
  const { twitch, folder, output, ended } = await rig({ TWITCH_CLIENT_ID: 'client' })
  twitch.world.interval = 0

  expect(await ended).toEqual([0, null])
  const [said, complained] = await output
  expect(said).toContain('https://www.twitch.tv/activate')
  expect(said).toContain('ABCDEFGH')
  expect(said).toContain('TWITCH_CHANNEL=<your channel> TWITCH_USERNAME=eightbitbot npm start')
  expect(said + complained).not.toMatch(/access-|refresh-/)
  expect(statSync(join(folder, 'twitch-eightbitbot.json')).mode & 0o777).toBe(0o600)
})

test('Ctrl-C gives up, and nothing has changed', async () => {
  const { script, folder, output, ended } = await rig({ TWITCH_CLIENT_ID: 'client' })
  await once(script.stdout, 'data')

  script.kill('SIGINT')

  expect(await ended).toEqual([130, null])
  expect((await output)[1]).toBe('Given up: nothing was changed.\n')
  expect(readdirSync(folder)).toEqual([])
})

test('without a client id it says where to get one', async () => {
  const { output, ended } = await rig({})

  expect(await ended).toEqual([1, null])
  expect((await output)[1]).toMatch(/TWITCH_CLIENT_ID.*https:\/\/dev\.twitch\.tv\/console\/apps/)
})
