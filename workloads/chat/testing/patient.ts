/** For what is waited for beside the test's own clock: a busy machine takes its time. */
export const PATIENT = { timeout: 10_000 }
