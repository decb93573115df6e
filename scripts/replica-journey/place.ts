/** What the machine gives the journey, by variables. */

const NEEDS = ['KUBECONFIG', 'TUNNEL_HOME', 'TUNNEL_CLOUD', 'TUNNEL_CUT', 'TUNNEL_HEAL', 'TUNNEL_ENDPOINT']

/** What is not set. */
export const lacking = () => NEEDS.filter((name) => !process.env[name])

/** A command in its words. */
export const words = (name: string) => (process.env[name] ?? '').split(' ')
