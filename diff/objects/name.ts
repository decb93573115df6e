/** How an object is called wherever people read or name it. */
import type { Identity } from '../change.ts'

/** `Deployment lounge-prod/chat`; `Namespace lounge-prod`. */
export const nameOf = ({ kind, namespace, name }: Identity) =>
  `${kind} ${namespace ? `${namespace}/` : ''}${name}`
