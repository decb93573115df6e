/** The headers that keep the page to itself: a strict content policy that knows each inline script by its hash. */
import { createHash } from 'node:crypto'

const inlineScripts = (html: string) => [
  ...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g),
]

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** `host` is one of ours; its WebSocket is named because not every browser takes 'self' for one. */
export const contentPolicy = (html: string, host: string) =>
  [
    "default-src 'none'",
    ['script-src', "'self'", ...inlineScripts(html).map(([, text = '']) => hashOf(text))].join(' '),
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    `connect-src 'self' ws://${host}`,
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** On every answer. The referrer would carry the key. */
export const HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), midi=()',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}
