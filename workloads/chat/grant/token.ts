/** What the bot logs in with. */

/** Only a person can help. The message is one sentence that says how. */
export class NotAuthorised extends Error {}

export type Token = {
  /** The one to use now, renewed where it is about to end. Throws `NotAuthorised`, or anything else for "not now". */
  read(): Promise<string>
  /** A new one, after the platform refused the last. Throws as `read` does. */
  refresh(): Promise<string>
}

/** A password that never changes, e.g. a local chat server's. */
export const fixedToken = (token: string): Token => ({
  read: async () => token,
  async refresh() {
    throw new NotAuthorised('The chat server does not take this password: check IRC_PASSWORD.')
  },
})
