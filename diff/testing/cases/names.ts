/** Names in the lounge that is patched. */

export const NS = 'lounge-prod'
export const CHAT = `Deployment ${NS}/chat`
export const MIDI = `Deployment ${NS}/midi`
export const DATA = `Deployment ${NS}/data`
export const DB = `StatefulSet ${NS}/db`
/** Of a workload: its first container, and that one's image. */
export const FIRST = 'spec/template/spec/containers/0'
export const IMAGE = `${FIRST}/image`
