/** The overlay asked as OBS, a designer and somebody who mistyped would ask it. */
import { describe, expect, test } from 'vitest'
import { ventris } from '../lounge/devices/index.ts'
import { createLog } from '../service/log.ts'
import { createMetrics } from '../service/metrics.ts'
import { overlayApp } from './app.ts'
import { loadAssets } from './assets.ts'
import { Delays } from './delay.ts'
import { galleryOf } from './gallery.ts'
import { Stage } from './stage.ts'

const assets = await loadAssets()

const rig = () => {
  const metrics = createMetrics('overlay')
  const log = createLog({ service: 'overlay', level: 'silent' })
  const times = { now: 0 }
  const delays = new Delays({ metrics, clock: () => times.now })
  const pages: number[] = []
  const stage = new Stage({ onPages: (count) => pages.push(count), onTold: delays.told.bind(delays) })
  const gallery = galleryOf(ventris)
  const app = overlayApp({ assets: async () => assets, stage, delays, gallery, log, metrics })
  const text = async (path: string) => (await app.request(path)).text()
  return { app, text, stage, gallery, metrics, times, pages }
}

test('the page has what was asked for, and asks nobody else for anything', async () => {
  const { app } = rig()
  const answer = await app.request('/?parts=knobs,engine&theme=paper&scale=1.5')
  const html = await answer.text()

  expect(answer.status).toBe(200)
  expect(html).toContain('data-parts="engine knobs" data-theme="paper" data-scale="1.5"')
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(answer.headers.get('cache-control')).toBe('no-cache')
  expect(html).not.toMatch(/https?:/)
})

test.each([
  ['?parts=engine,nobs', 'names &quot;nobs&quot;: it may be engine, player, card, knobs, deed, status'],
  ['?theme=neon', 'theme'],
  ['?scale=9', 'from 0.25 to 4'],
  ['?part=engine', 'part'],
  ['?theme=%3Cscript%3E', 'theme'],
])('%s is a sentence on the page', async (query, sentence) => {
  const { app } = rig()
  const answer = await app.request(`/${query}`)
  const html = await answer.text()

  expect(answer.status).toBe(400)
  expect(html).toContain(sentence)
  expect(html).not.toContain('<script>')
})

test('every file of the page is cached for ever under the hash of them all, and all are small', async () => {
  const { app } = rig()
  const headers = { 'accept-encoding': 'gzip, br' }
  const sizes = await Promise.all(
    [...assets.files.keys()].map(async (path) => {
      const answer = await app.request(`/assets/${assets.hash}/${path}`, { headers })
      expect(answer.headers.get('cache-control')).toContain('immutable')
      expect(answer.headers.get('content-encoding')).toBe('br')
      return (await answer.arrayBuffer()).byteLength
    }),
  )

  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(150 * 1024)
})

test('a file of another version is not there', async () => {
  const { app } = rig()

  expect((await app.request('/assets/old/overlay/page/main.js')).status).toBe(404)
})

test('every module that a module imports is served', () => {
  for (const [path, { plain }] of assets.files) {
    const names = [...new TextDecoder().decode(plain).matchAll(/from '(\.[^']+)'/g)].map(
      ([, name = '']) => name,
    )
    for (const name of names) {
      const asked = new URL(name, `http://overlay/${path}`).pathname.slice(1)
      expect([path, asked, assets.tryFind(asked) !== undefined]).toEqual([path, asked, true])
    }
  }
})

test('who comes late is told what is shown now, and nothing that was', async () => {
  const { app, stage, gallery } = rig()
  for (const { screen } of gallery.slice(0, 3)) stage.show({ screen, isLinked: true })
  const answer = await app.request('/events')
  const reader = answer.body?.pipeThrough(new TextDecoderStream() as never).getReader()
  let heard = ''
  while (!heard.includes('data:')) heard += (await reader?.read())?.value
  await reader?.cancel()

  expect(heard.match(/event: shown/g)).toHaveLength(1)
  expect(heard).toContain('"id":"edome"')
})

describe('what pages measured', () => {
  /** One generation, made at 0 and told to so many pages 30 ms later. */
  const told = async ({ pages, after }: { pages: number; after: number }) => {
    const { app, stage, gallery, metrics, times } = rig()
    const screen = gallery[0]?.screen
    if (!screen) throw new Error('the gallery is empty')
    for (let i = 0; i < pages; i++) stage.subscribe(() => {})
    times.now = (screen.at ?? 0) + 30
    stage.show({ screen, isLinked: true })
    times.now += after
    const seen = async (json: Record<string, unknown>) => {
      const headers = { 'content-type': 'application/json' }
      const body = JSON.stringify({ generation: screen.generation, paint: 10, trip: 4, ...json })
      return (await app.request('/seen', { method: 'POST', headers, body })).status
    }
    const counted = async () => {
      const text = await metrics.registry.metrics()
      const figure = (name: string) =>
        Number(new RegExp(`overlay_event_to_screen_seconds_${name}\\S* (\\S+)`).exec(text)?.[1])
      return { count: figure('count'), sum: figure('sum') }
    }
    return { seen, counted }
  }

  test('is counted with what passed before they were told', async () => {
    const { seen, counted } = await told({ pages: 1, after: 20 })
    const status = await seen({})

    expect(status).toBe(204)
    expect(await counted()).toEqual({ count: 1, sum: 0.042 })
  })

  test('is counted once a page, and of nothing that nobody was told', async () => {
    const { seen, counted } = await told({ pages: 2, after: 20 })
    for (const generation of [999, 42, 42, 42, 42]) await seen({ generation })

    expect(await counted()).toMatchObject({ count: 2 })
  })

  test('is never longer than it can have been', async () => {
    const { seen, counted } = await told({ pages: 1, after: 20 })
    await seen({ paint: 60_000 })

    expect(await counted()).toEqual({ count: 1, sum: 0.05 })
  })

  test.each([
    { paint: -1 },
    { paint: 1e9 },
    { trip: 'long' },
    { generation: 0.5 },
    { name: 'x'.repeat(2_000) },
  ])('is refused where it makes no sense: %o', async (json) => {
    const { seen, counted } = await told({ pages: 1, after: 20 })
    const status = await seen(json)

    expect(status).toBeGreaterThanOrEqual(400)
    expect(await counted()).toMatchObject({ count: 0 })
  })
})

test('the gallery shows every engine, and says it when there is no such picture', async () => {
  const { app, text } = rig()
  const html = await text('/gallery?theme=paper')
  const missing = await app.request('/gallery/nosuch/')

  for (const { id } of ventris.engines) expect(html).toContain(`src="gallery/${id}/?theme=paper"`)
  expect(missing.status).toBe(404)
  expect(await missing.text()).toContain('has no state')
})
