/** What went wrong, as a page: for who typed an address and reads no JSON. */
import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Problem } from '../../service/problem.ts'

const POLICY = "default-src 'none'; style-src 'self'; img-src data:; frame-ancestors 'none'"

const titled = (sentence: string) => sentence.charAt(0).toUpperCase() + sentence.slice(1)

export const sentencePage = (c: Context, { message, status }: Problem) => {
  const page = html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="dark light" />
    <title>8 Bit Sax Lounge</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/page/style.css" />
  </head>
  <body>
    <div class="night"></div>
    <main class="plain">
      <h1>8 Bit Sax Lounge</h1>
      <p>${titled(message)}.</p>
    </main>
  </body>
</html>`
  return c.html(page, status as 403, { 'content-security-policy': POLICY })
}
