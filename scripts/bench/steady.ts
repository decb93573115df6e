/** The clock that all processes of a machine share and nobody sets, in milliseconds. */
export const steady = () => Number(process.hrtime.bigint()) / 1e6
