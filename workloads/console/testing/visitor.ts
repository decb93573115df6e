/** Somebody at the page, in a real Chromium: types, presses, looks. Notes whatever the browser complains about. */
import axe from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

type Found = { id: string; impact: string | null; nodes: { target: string[] }[] }

export class Visitor {
  readonly page: Page
  /** Errors in its console, failed requests, and requests to anybody else. */
  readonly complaints: string[] = []

  constructor(page: Page, address: string) {
    const { host } = new URL(address)
    this.page = page
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.complaints.push(message.text())
    })
    page.on('pageerror', (error) => this.complaints.push(error.message))
    page.on('request', (request) => {
      const url = new URL(request.url())
      if (url.host !== host) this.complaints.push(`asked ${url.host} for ${url.pathname}`)
    })
    page.on('websocket', (socket) => {
      if (new URL(socket.url()).host !== host) this.complaints.push(`spoke to ${socket.url()}`)
    })
  }

  async say(text: string) {
    await this.page.getByLabel('Chat line', { exact: true }).fill(text)
    await this.page.keyboard.press('Enter')
  }

  async speakAs(name: string) {
    await this.page.getByRole('radio', { name: new RegExp(`^${name}\\b`) }).check()
  }

  /** The bot's newest line, once it has these words. */
  async hears(words: string) {
    await this.page.locator('.line.bot', { hasText: words }).last().waitFor()
  }

  /** What the line over the pedal says, once it has these words. */
  async seesStatus(words: string) {
    await this.page.locator('.status', { hasText: words }).waitFor()
  }

  /** What a knob's meter says. */
  async seesKnob(place: string, words: string) {
    await this.page.locator(`#knob-${place}[aria-valuetext="${words}"]`).waitFor()
  }

  /** How far its pointer is turned, in degrees, once it rests. */
  async pointer(place: string): Promise<number> {
    return this.page.locator(`#knob-${place} .cap`).evaluate(async (cap) => {
      await Promise.all(cap.getAnimations().map(({ finished }) => finished))
      const { a, b } = new DOMMatrix(getComputedStyle(cap).transform)
      return Math.round((Math.atan2(b, a) * 180) / Math.PI)
    })
  }

  /** What axe calls moderate or worse. */
  async barriers(): Promise<string[]> {
    await this.page.evaluate(axe.source)
    const found = await this.page.evaluate<Found[]>('axe.run().then(({ violations }) => violations)')
    return found
      .filter(({ impact }) => impact !== 'minor')
      .map(
        ({ id, impact, nodes }) =>
          `${id} (${impact}): ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
      )
  }
}

/** Opens the page and waits until the chat has let it in. */
export const visitTab = async (page: Page, address: string) => {
  const visitor = new Visitor(page, address)
  await page.goto(address)
  await page.locator('.tag.on').waitFor()
  return visitor
}

/** The same, in a window that shares nothing with another. */
export const visit = async (browser: Browser, address: string, how: BrowserContextOptions = {}) => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...how })
  return visitTab(await context.newPage(), address)
}
