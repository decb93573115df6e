/** Node and nothing else, at rest. */
setInterval(() => undefined, 60_000)
