/** From a change at the API to painted pixels, and the floor: from an event to a page that has nothing else. */
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { level, overlayRig } from '../../workloads/overlay/testing/rig.ts'

export const ROUNDS = 200
const WARM_UP = 20

/** Between two changes, so that each is seen alone and the node's reports are not coalesced, in milliseconds. */
const GAP_MS = 120

const now = () => performance.timeOrigin + performance.now()

/** Runs in the page: notes when each new text of the element was painted, by the clock that this process has too. */
const WATCH = (selector: string, settled: string) => `
  globalThis.painted = []
  let last
  const look = () => {
    const element = document.querySelector(${JSON.stringify(selector)})
    const text = element?.textContent
    const isSettled = document.querySelector(${JSON.stringify(settled)}) !== null
    const seen = text + isSettled
    if (element && seen !== last) {
      last = seen
      const channel = new MessageChannel()
      channel.port1.onmessage = () =>
        globalThis.painted.push({ at: performance.timeOrigin + performance.now(), isSettled })
      channel.port2.postMessage(null)
    }
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)`

type Painted = { at: number; isSettled: boolean }
type Round = { first: number; settled: number }

const seenSince = async (page: Page, began: number): Promise<Round> => {
  const all = await page.evaluate<Painted[]>(`new Promise((resolve) => {
    const isSeen = ({ at, isSettled }) => at > ${began} && isSettled
    const look = () => {
      if (globalThis.painted.some(isSeen)) resolve(globalThis.painted.splice(0))
      else setTimeout(look, 5)
    }
    look()
  })`)
  const painted = all.filter(({ at }) => at > began)
  const first = painted[0]?.at ?? began
  return { first: first - began, settled: (painted.find(({ isSettled }) => isSettled)?.at ?? first) - began }
}

const rounds = async (page: Page, change: (i: number) => Promise<unknown>): Promise<Round[]> => {
  const all: Round[] = []
  for (let i = 0; i < ROUNDS + WARM_UP; i++) {
    const began = now()
    const done = change(i)
    all.push(await seenSince(page, began))
    await done
    await page.waitForTimeout(GAP_MS)
  }
  return all.slice(WARM_UP)
}

/** A page that can't be simpler: one event, one text. */
const floorPage = async () => {
  const open = new Set<ServerResponse>()
  const server = createServer((request, response) => {
    if (request.url === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
      open.add(response)
    } else {
      response.writeHead(200, { 'content-type': 'text/html' })
      response.end(
        '<p id="it">-</p><script>new EventSource("events").onmessage = ({ data }) => { it.textContent = data }</script>',
      )
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const send = (text: string) => {
    for (const response of open) response.write(`data: ${text}\n\n`)
  }
  const end = () => {
    server.close()
    server.closeAllConnections()
  }
  return { url: `http://127.0.0.1:${port}/`, send, end }
}

export const measureFloor = async (browser: Browser) => {
  const floor = await floorPage()
  const page = await browser.newPage()
  await page.goto(floor.url)
  await page.evaluate(WATCH('#it', '#it'))
  const measured = await rounds(page, async (i) => floor.send(String(i)))
  await page.close()
  floor.end()
  return measured.map(({ first }) => first)
}

export const measureOverlay = async (browser: Browser) => {
  const rig = await overlayRig()
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
  await page.goto(rig.url)
  await page.locator('.knob').first().waitFor()
  await page.evaluate(WATCH('[data-place="time"] .readings', '[data-place="time"]:not(.waiting)'))
  // Each reads differently from the one before it: what is painted as it was is not seen.
  const measured = await rounds(page, (i) => rig.ask(level('time', ((i % 18) + 1) / 2)))
  await page.close()
  await rig.end()
  return measured
}
