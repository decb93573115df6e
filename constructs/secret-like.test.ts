/** What looks like a secret, and what only looks odd. */
import { expect, test } from 'vitest'
import { looksSecret } from './secret-like.ts'

test.each([
  'oauth:abcdefghij0123456789abcdefghij',
  '-----BEGIN PRIVATE KEY-----\nMC4',
  'http://admin:hunter2@db:5984',
  'eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJjaGF0In0.c2ln',
  'AKIAABCDEFGHIJKLMNOP',
  'a1b2c3d4e5f6g7h8i9j0a1b2c3d4e5',
])('%s does', (text) => {
  expect(looksSecret(text)).toBe(true)
})

test.each([
  'http://db:5984',
  'ghcr.io/lounge/data:0.1.0',
  '/run/lounge/keys',
  'eight-bit-sax-lounge',
  'midi.lounge.example',
])('%s does not', (text) => {
  expect(looksSecret(text)).toBe(false)
})
