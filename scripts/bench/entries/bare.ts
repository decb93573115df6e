/** Node that does nothing: what any service weighs at least. */
process.stdout.write(`${process.pid}\n`)
setInterval(() => undefined, 1_000_000)
