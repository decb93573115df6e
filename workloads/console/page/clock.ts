/** Times as the page shows them. */

/** `21:07:05` by the visitor's own clock. */
export const clock = (at: number) => new Date(at).toLocaleTimeString('en-GB')
