/** Where Twitch's chat is in the cloud. */
export const CHAT_PORT = 7107
