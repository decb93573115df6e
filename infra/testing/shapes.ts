/** A good stack config of each shape, as Pulumi gives it: text. */

import { publicOf } from '../config/wireguard-key.ts'

/** Of which nothing may be seen anywhere. */
export const PLANTED = 'planted-7d1f'

/** The cloud's private key. */
export const TUNNEL_KEY = `${'p'.repeat(42)}o=`
export const HOME_KEY = `${'h'.repeat(42)}g=`

const secrets = JSON.stringify({
  'db-admin': { password: PLANTED },
  'data-couchdb': { password: PLANTED },
  'db-peer': { password: PLANTED },
  'data-keys': { 'data.callers.json': PLANTED },
  'midi-keys': { 'midi.jwk.json': PLANTED },
  'chat-keys': { 'chat.jwk.json': PLANTED },
})

const kubeconfig = JSON.stringify({
  clusters: [{ name: 'lab', cluster: { server: 'https://10.0.0.1:6443' } }],
  contexts: [{ name: 'lab', context: { cluster: 'lab' } }],
  'current-context': 'lab',
})

export const existing = { shape: 'existing', kubeconfig, secrets }

const cloud = {
  region: 'us-east-1',
  operatorCidrs: '["198.51.100.7/32"]',
  email: 'ops@lounge.example',
  tunnel: JSON.stringify({ homePublicKey: HOME_KEY, cloudPublicKey: publicOf(TUNNEL_KEY) }),
  tunnelPrivateKey: TUNNEL_KEY,
  secrets,
}

const release = JSON.stringify({ version: 'v1.35.2+k3s1', sha256: 'a'.repeat(64) })

export const k3s = { ...cloud, shape: 'k3s', k3s: release }

export const eks = { ...cloud, shape: 'eks' }
