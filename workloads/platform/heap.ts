/** How much of its memory a service gives to JavaScript. Left alone, Node outgrows a small pod and is killed. */

/** Twice this is copied to and fro with every small collection; Node's own 64 MiB are as much as a pod has in all. */
const YOUNG_MIB = 4

/** What Node is told in a pod of so many MiB: half for the heap, the rest for code, buffers and stacks. */
export const heapFor = (memory: number) =>
  `--max-old-space-size=${Math.floor(memory / 2)} --max-semi-space-size=${YOUNG_MIB}`
