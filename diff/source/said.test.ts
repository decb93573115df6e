/** Which line says a value, where a table far from the construct does. */
import { describe, expect, test } from 'vitest'
import type { FieldChange, FolderChange } from '../change.ts'
import { changedLines } from './changed-lines.ts'
import { withLines } from './said.ts'

/** What `git diff` prints of two files. */
const PATCH = `diff --git a/environments.ts b/environments.ts
index 1111111..2222222 100644
--- a/environments.ts
+++ b/environments.ts
@@ -1,11 +1,11 @@
 export const environments = {
   dev: {
-    replicas: { midi: 2 },
+    replicas: { midi: 3 },
     size: '1Gi',
   },
   prod: {
-    replicas: { midi: 2 },
-    size: '5Gi',
+    replicas: { midi: 3 },
+    chat: { channel: 'three', bot: 3 },
   },
 }
diff --git a/midi/version.txt b/midi/version.txt
index 1111111..2222222 100644
--- a/midi/version.txt
+++ b/midi/version.txt
@@ -1 +1 @@
-0.1.0
+0.2.0
`

const revision = { name: 'one', commit: undefined }
const git = { root: '/', ask: async () => PATCH, tryAsk: async () => undefined, unpack: async () => {} }

const said = async (folder: string, field: FieldChange) => {
  const change = {
    what: 'changed',
    identity: { group: 'apps', kind: 'Deployment', namespace: 'lounge', name: 'midi' },
    from: undefined,
    to: undefined,
    fields: [field],
    because: [],
    place: undefined,
  } as const
  const folders: FolderChange[] = [{ folder, base: [], head: [], changes: [change] }]
  const lines = await changedLines(git, revision, revision)
  const found = withLines(folders, lines)[0]?.changes[0]?.fields[0]?.said
  return found && `${found.file}:${found.line}`
}

describe('a changed value is said', () => {
  test('in the block of its environment, on the line that has its key', async () => {
    const replicas = { path: ['spec', 'replicas'], from: 2, to: 3 }

    expect(await said('dev', replicas)).toBe('environments.ts:3')
    expect(await said('prod', replicas)).toBe('environments.ts:7')
  })

  test('by the part of it that is new', async () => {
    const image = { path: ['image'], from: 'registry/midi:0.1.0', to: 'registry/midi:0.2.0' }

    expect(await said('dev', image)).toBe('midi/version.txt:1')
  })

  test('at base, when it is gone', async () => {
    expect(await said('prod', { path: ['size'], from: '5Gi', to: undefined })).toBe('environments.ts:8')
  })

  test('nowhere, rather than on one of several lines, or on one that merely looks like it', async () => {
    expect(await said('replica', { path: ['count'], from: 2, to: 3 })).toBeUndefined()
    expect(await said('dev', { path: ['size'], from: '1Gi', to: '2' })).toBeUndefined()
    expect(await said('dev', { path: ['flag'], from: { a: 1 }, to: { a: 2 } })).toBeUndefined()
  })
})
