/** A good stack config of each shape, as Pulumi gives it: text. */

/** Of which nothing may be seen anywhere. */
export const PLANTED = 'planted-7d1f'

const secrets = JSON.stringify({
  'db-admin': { password: PLANTED },
  'data-couchdb': { password: PLANTED },
  'db-peer': { password: PLANTED },
  'data-keys': { 'data.callers.json': PLANTED },
  'midi-keys': { 'midi.jwk.json': PLANTED },
  'chat-keys': { 'chat.jwk.json': PLANTED },
})

export const existing = { shape: 'existing', kubeconfig: 'server: https://10.0.0.1:6443', secrets }

const cloud = {
  region: 'us-east-1',
  operatorCidrs: '["198.51.100.7/32"]',
  email: 'ops@lounge.example',
  tunnel: JSON.stringify({ homePublicKey: `${'h'.repeat(43)}=`, cloudPublicKey: `${'c'.repeat(43)}=` }),
  tunnelPrivateKey: `${'p'.repeat(43)}=`,
  secrets,
}

const release = JSON.stringify({ version: 'v1.34.1+k3s1', sha256: 'a'.repeat(64) })

export const k3s = { ...cloud, shape: 'k3s', k3s: release }

export const eks = { ...cloud, shape: 'eks' }
