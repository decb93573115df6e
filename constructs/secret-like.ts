/** Whether a text looks like a secret: what may never be in a manifest or in a file that makes one. */

const SHAPES = [
  /oauth:\w{10,}/i, // Twitch chat
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\beyJ[\w-]{10,}\.[\w-]{10,}\./, // a signed token
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/, // AWS
  /\bgh[pousr]_\w{30,}/, // GitHub
  /:\/\/[^/\s:@]+:[^/\s@]+@/, // credentials in an address
  /^(?=.*[a-z])(?=.*\d)[a-z0-9]{30}$/, // Twitch's client secrets and tokens
  /^(?=.*[a-zA-Z])(?=.*\d)[A-Za-z0-9+/_-]{40,}={0,2}$/, // anything random
]

export const looksSecret = (text: string) => SHAPES.some((shape) => shape.test(text))
