/** Starts the page: asks how the lounge is set up, follows its events, and draws. */
import { render } from 'lit-html'
import { whileSeen } from '../../service/page/while-seen.ts'
import { ChatRoom } from './chat/room.ts'
import type { Setup, Switch } from './contract.ts'
import { followEvents } from './events.ts'
import { page } from './page.ts'
import { Player } from './sound/player.ts'
import { emptyPage, type PageEvent, reduce } from './store.ts'

const RETRY_MS = 1_000
const TICK_MS = 1_000 // leases run out without an event

const root = document.querySelector<HTMLElement>('#lounge')
if (root === null) throw new Error('The page has no element #lounge')

const now = () => Date.now()
const host = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}`

let state = emptyPage
let fault = ''
let room: ChatRoom | undefined
let isDue = false
let stillNeeded = () => {}
const player = new Player({
  onChange: () => {
    stillNeeded()
    draw()
  },
})

const drawNow = () => {
  isDue = false
  room ??= state.setup === undefined ? undefined : openRoom(state.setup)
  if (room !== undefined || fault !== '')
    render(page({ state, room, player, flip, fault, dismiss: () => say(''), now: now() }), root)
}

/** However many events come at once: one picture a frame. */
const draw = () => {
  if (isDue) return
  isDue = true
  requestAnimationFrame(drawNow)
}

const take = (event: PageEvent) => {
  state = reduce(state, event)
  player.follow(state)
  draw()
}

const openRoom = (setup: Setup) => {
  const opened = new ChatRoom({ setup, open: () => new WebSocket(`${host}/irc`, 'irc'), now, onChange: draw })
  opened.start()
  return opened
}

const say = (sentence: string) => {
  fault = sentence
  draw()
}

const flip = async (name: Switch, on: boolean) => {
  const answer = await fetch(`/switches/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ on }),
  }).catch(() => undefined)
  const problem = answer?.ok === false ? await answer.json().catch(() => ({})) : {}
  say(answer?.ok === true ? '' : (problem.detail ?? 'The lounge did not answer: the switch did nothing.'))
}

const begin = async () => {
  const setup = await fetch('/setup')
    .then((answer) => (answer.ok ? (answer.json() as Promise<Setup>) : undefined))
    .catch(() => undefined)
  if (setup === undefined) {
    say('The lounge does not answer yet. Trying again…')
    setTimeout(begin, RETRY_MS)
    return
  }
  say('')
  take({ event: 'setup', data: setup })
  const follow = () => followEvents({ url: '/events', now, onEvent: take })
  // What is heard follows the pedal in a tab behind another too.
  stillNeeded = whileSeen(document, follow, () => player.isPlaying)
}

setInterval(draw, TICK_MS)
await begin()
