/** A stand-in for Twitch's identity service on a socket: codes to agree to, and refresh tokens of use once. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

type Answer = { status: number; body: unknown }

const no = (message: string, status = 400): Answer => ({ status, body: { status, message } })

export const twitchIdStandIn = async () => {
  /** What the next polls are answered before the code is granted. */
  const polls: Answer[] = []
  const asked: { path: string; form: Record<string, string> }[] = []
  /** `interval`: seconds between polls. */
  const world = { login: 'eightbitbot', revoked: false, isDown: false, interval: 5 }
  let issued = 0

  const tokens = (): Answer => {
    issued++
    const body = {
      access_token: `access-${issued}`,
      refresh_token: `refresh-${issued}`,
      expires_in: 14_400,
      scope: ['chat:edit', 'chat:read'],
      token_type: 'bearer',
    }
    return { status: 200, body }
  }

  const token = (form: Record<string, string>): Answer => {
    if (form.client_id !== 'client') return no('invalid client', 403)
    if (form.grant_type !== 'refresh_token') return polls.shift() ?? tokens()
    const isGood = !world.revoked && form.refresh_token === `refresh-${issued}`
    return isGood ? tokens() : no('Invalid refresh token')
  }

  const answers: Record<string, (form: Record<string, string>, authorization: string) => Answer> = {
    '/oauth2/device': ({ client_id }) =>
      client_id === 'client'
        ? {
            status: 200,
            body: {
              device_code: 'device',
              user_code: 'ABCDEFGH',
              verification_uri: 'https://www.twitch.tv/activate?public=true&device-code=ABCDEFGH',
              expires_in: 1_800,
              interval: world.interval,
            },
          }
        : no('invalid client'),
    '/oauth2/token': token,
    '/oauth2/validate': (_, authorization) =>
      authorization === `OAuth access-${issued}` && !world.revoked
        ? {
            status: 200,
            body: { client_id: 'client', login: world.login, scopes: [], user_id: '1', expires_in: 1 },
          }
        : no('invalid access token', 401),
  }

  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const path = request.url ?? ''
    const form = Object.fromEntries(new URLSearchParams(text))
    asked.push({ path, form })
    const answer = world.isDown ? no('', 503) : answers[path]?.(form, request.headers.authorization ?? '')
    response.writeHead(answer?.status ?? 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer?.body ?? {}))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    polls,
    asked,
    world,
    no,
    /** How often each path was asked for. */
    times: (path: string) => asked.filter((one) => one.path === path).length,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
