/** A good stack config of each shape, as Pulumi gives it: text. */

/** Of which nothing may be seen anywhere. */
export const PLANTED = 'planted-7d1f'

const secrets = JSON.stringify({
  'db-admin': { password: PLANTED },
  'data-couchdb': { password: PLANTED },
  'data-keys': { 'data.callers.json': PLANTED },
  'midi-keys': { 'midi.jwk.json': PLANTED },
  'chat-keys': { 'chat.jwk.json': PLANTED },
})

export const existing = { shape: 'existing', kubeconfig: 'server: https://10.0.0.1:6443', secrets }
