/** Where Twitch's chat is in the cloud: for bots, and for people. */
export const CHAT_PORT = 7107
export const IRC_PORT = 6667
