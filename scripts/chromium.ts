/** Where this machine has a Chromium. */
import { existsSync } from 'node:fs'

const GUESSES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The one that CHROMIUM names, else the first that is where browsers usually are. */
export const tryFindChromium = () => {
  const named = process.env.CHROMIUM
  return (named ? [named] : GUESSES).find((path) => existsSync(path))
}
