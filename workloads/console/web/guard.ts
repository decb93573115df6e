/** Keeps the web pages that a musician happens to visit out: whose Host and Origin are ours, and who holds the key. */
import { isSame, type Trust } from '../irc/door.ts'

/** Of a request or an upgrade; undefined where it did not say. */
export type Asking = {
  readonly host: string | undefined
  readonly origin: string | undefined
  readonly fetchSite?: string | undefined
  readonly fetchMode?: string | undefined
  readonly cookie?: string | undefined
}

export type GuardOptions = {
  readonly key: string
  /** Names and addresses this server answers to, without port; IPv6 in brackets. */
  readonly hosts: readonly string[]
  /** Known once it listens. */
  readonly port: () => number
}

const COOKIE = 'lounge'

/** SameSite=Strict: no other page's request carries it. HttpOnly: no script reads it. */
export const cookieOf = (key: string) => `${COOKIE}=${key}; Path=/; HttpOnly; SameSite=Strict`

const keyIn = (cookies: string) =>
  cookies
    .split(';')
    .map((one) => one.trim())
    .find((one) => one.startsWith(`${COOKIE}=`))
    ?.slice(COOKIE.length + 1)

const originOf = (host: string) => {
  const isPlain = /^[\w.:[\]-]+$/.test(host)
  return isPlain && URL.canParse(`http://${host}`) ? new URL(`http://${host}`).origin : undefined
}

export type Guard = ReturnType<typeof guard>

export const guard = ({ key, hosts, port }: GuardOptions) => {
  const isOurs = (origin: string | undefined) =>
    origin !== undefined && hosts.some((host) => originOf(`${host}:${port()}`) === origin)

  const isHome = ({ host, origin }: Asking) =>
    host !== undefined && isOurs(originOf(host)) && (origin === undefined || origin === originOf(host))

  /** A page on another port of this machine is another's page too; following a link to us is not driving us. */
  const isElsewhere = ({ fetchSite = 'none', fetchMode }: Asking) =>
    fetchSite !== 'same-origin' && fetchSite !== 'none' && fetchMode !== 'navigate'

  const holdsKey = ({ cookie = '' }: Asking) => isSame(keyIn(cookie) ?? '', key)

  return {
    isKey: (said: string) => isSame(said, key),

    /** False for a foreign Host, a foreign Origin, or a request that another site's page makes. */
    admits: (asking: Asking) => isHome(asking) && !isElsewhere(asking),

    holdsKey,

    /** What a chat connection over the page's port may be. */
    trust: (asking: Asking): Trust => {
      if (holdsKey(asking)) return 'key'
      return asking.origin === undefined ? 'none' : 'page'
    },
  }
}
