/** The documents: the overlay itself, the gallery, and a sentence for whoever asked for what is not there. */
import { createHash } from 'node:crypto'
import type { State } from './gallery.ts'
import { PARTS, type Query, THEMES } from './query.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign)

const importMap = (assets: string) =>
  `{"imports":{"lit-html":"${assets}/vendor/lit-html/lit-html.js","lit-html/":"${assets}/vendor/lit-html/"}}`

/** Where the assets are, as seen from the document. */
type Place = { assets: string }

/** Data in the document: no tag of it may end the element that it stands in. */
const stillOf = ({ screen, isLinked, isCut }: State) => {
  const json = JSON.stringify({ shown: { screen, isLinked }, isCut })
  return `<script type="application/json" id="still">${json.replaceAll('<', '\\u003c')}</script>`
}

/** A `still` is shown instead of what the lounge says. */
export const overlayPage = (
  { assets }: Place,
  { parts, theme, scale }: Query,
  still?: State,
) => `<!doctype html>
<html lang="en" data-parts="${parts.join(' ')}" data-theme="${theme}" data-scale="${scale}">
  <head>
    <meta charset="utf-8" />
    <title>8 Bit Sax Lounge: overlay</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${assets}/overlay/page/style.css" />
    <script type="importmap">${importMap(assets)}</script>
    <script type="module" src="${assets}/overlay/page/main.js"></script>
  </head>
  <body>${still === undefined ? '' : stillOf(still)}</body>
</html>
`

/** In the picture itself: whoever sets the source up looks there. */
export const faultPage = ({ assets }: Place, sentence: string) => `<!doctype html>
<html lang="en" data-theme="night">
  <head>
    <meta charset="utf-8" />
    <title>8 Bit Sax Lounge: overlay</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${assets}/overlay/page/style.css" />
  </head>
  <body>
    <main class="fault"><h1>The overlay cannot be shown</h1><p>${escaped(sentence)}</p></main>
  </body>
</html>
`

const tile =
  (query: string) =>
  ({ name, about }: State) =>
    `
      <li>
        <figure>
          <iframe src="gallery/${name}/${query}" title="${escaped(about)}" loading="lazy" tabindex="-1"></iframe>
          <figcaption><a href="gallery/${name}/${query}">${name}</a> ${escaped(about)}</figcaption>
        </figure>
      </li>`

const code = (text: string) => `<code>${text}</code>`

/** `query` is passed on to every picture. */
export const galleryPage = ({ assets }: Place, states: readonly State[], query: string) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>8 Bit Sax Lounge: overlay gallery</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${assets}/overlay/page/gallery.css" />
  </head>
  <body>
    <header>
      <h1>Overlay gallery</h1>
      <p>Every engine and every state, drawn by the page that the stream sees. Nothing here is live.</p>
      <dl>
        <dt>${code('?parts=')}</dt><dd>${PARTS.map(code).join(' ')}, with commas between; one alone fills its source</dd>
        <dt>${code('?theme=')}</dt><dd>${THEMES.map(code).join(' ')}</dd>
        <dt>${code('?scale=')}</dt><dd>from ${code('0.25')} to ${code('4')}</dd>
      </dl>
    </header>
    <main>
      <ul>${states.map(tile(escaped(query))).join('')}
      </ul>
    </main>
  </body>
</html>
`

const inlineScripts = (html: string) =>
  [...html.matchAll(/<script type="importmap">([\s\S]*?)<\/script>/g)].map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  )

/** Nothing leaves the overlay's own origin, and only its own origin may frame it. */
export const policyOf = (html: string) =>
  [
    "default-src 'none'",
    ['script-src', "'self'", ...inlineScripts(html)].join(' '),
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "frame-ancestors 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
