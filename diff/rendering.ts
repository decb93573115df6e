/** What a revision, or a folder of YAML, comes to. */
import type { Manifest, Place } from './change.ts'

export type Rendered = { readonly manifest: Manifest; readonly place: Place | undefined }

/** By folder that is applied together: an environment, or a cluster's own. */
export type Rendering = ReadonlyMap<string, readonly Rendered[]>
