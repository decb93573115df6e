/** A machine that is a folder: its scripts are the shipped ones, the commands they call write down that they were called. */
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const SCRIPTS = join(import.meta.dirname, '..', 'bootstrap')

/** Stands in for the binary of k3s. */
const K3S =
  '#!/bin/bash\necho "k3s $*" >>"$LOUNGE_ROOT/calls"\n[[ $* != *metrics* ]] || cat "$LOUNGE_ROOT/metrics"\n'

/** Command → what it does beside being written down. */
const COMMANDS: Readonly<Record<string, string>> = {
  'apt-get': '',
  blkid: '[ -e "$LOUNGE_ROOT/formatted" ]',
  'mkfs.ext4': 'touch "$LOUNGE_ROOT/formatted"',
  mountpoint: '[ -e "$LOUNGE_ROOT/mounted" ]',
  mount: 'touch "$LOUNGE_ROOT/mounted"',
  systemctl: '',
  sleep: '',
  sysctl: '',
  wg: '',
  // The metadata service, a parameter's value, a download, a mail: by what is asked.
  curl: `case "$*" in
  */iam/security-credentials/) echo role ;;
  */iam/security-credentials/role) echo '{"AccessKeyId": "id", "SecretAccessKey": "planted", "Token": "planted"}' ;;
  */api/token) echo token ;;
  *k3s-arm64*) cp "$LOUNGE_ROOT/k3s-arm64" "\${@: -2:1}" ;;
  *ssm*) cat "\${@: -1}" >/dev/null; name=$(grep -o '/lounge/[a-z/]*' <<<"$*"); printf '{"Parameter": {"Value": "%s"}}' "$(cat "$LOUNGE_ROOT/parameters/\${name##*/}")" ;;
  *Publish*) cat "\${@: -1}" >/dev/null; [ ! -e "$LOUNGE_ROOT/no-mail" ] ;;
esac`,
}

const SETTINGS = {
  ...{
    REGION: 'us-east-1',
    STACK: 'show',
    ADDRESS: '203.0.113.10',
    VOLUME: 'vol-0abc',
    NAMESPACE: 'lounge-replica',
  },
  ...{
    TUNNEL_ADDRESS: '10.77.0.1',
    TUNNEL_PORT: '51820',
    HOME_ADDRESS: '10.77.0.2',
    HOME_PUBLIC_KEY: 'home=',
  },
  ...{ AUTHORITY_PARAMETER: '/lounge/show/authority', TUNNEL_PARAMETER: '/lounge/show/tunnel' },
  ...{
    HOURS_PARAMETER: '/lounge/show/hours',
    TOPIC: 'arn:of:topic',
    MIDI_METRICS: '7202',
    DATA_METRICS: '7201',
  },
  ...{ K3S_VERSION: 'v1.35.2+k3s1', K3S_SHA256: createHash('sha256').update(K3S).digest('hex') },
}

/** Of the volume that the settings name: blank. */
export const DISK = 'dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0abc'
const MEBIBYTE = 1024 * 1024

const base64 = (text: string) => Buffer.from(text).toString('base64')

export const machine = () => {
  const root = mkdtempSync(join(tmpdir(), 'lounge-machine-'))
  const file = (path: string) => join(root, path)
  const write = (path: string, text: string, mode = 0o644) => {
    mkdirSync(dirname(file(path)), { recursive: true })
    writeFileSync(file(path), text)
    chmodSync(file(path), mode)
  }
  const read = (path: string) => (existsSync(file(path)) ? readFileSync(file(path), 'utf8') : '')
  for (const [name, does] of Object.entries(COMMANDS))
    write(`bin/${name}`, `#!/bin/bash\necho "${name} $*" >>"$LOUNGE_ROOT/calls"\n${does}\n`, 0o755)
  write('bin/k3s', K3S, 0o755)
  write('dev/console', '')
  write(DISK, '\0'.repeat(MEBIBYTE))
  write('etc/fstab', '')
  write('proc/uptime', '60.0 60.0\n')
  write('k3s-arm64', K3S)
  write('parameters/authority', `server-ca.crt ${base64('ca')}\\nserver-ca.key ${base64('planted-key')}`)
  write('parameters/tunnel', 'planted-wireguard')
  write('parameters/hours', '8')
  mkdirSync(file('run'))
  mkdirSync(file('usr/local/bin'), { recursive: true })
  mkdirSync(file('lib'))
  const settings = Object.entries(SETTINGS).map(([name, value]) => `${name}='${value}'\n`)
  write('lib/settings', settings.join(''))
  execFileSync('cp', ['aws.sh', 'machine.sh'].map((name) => join(SCRIPTS, name)).concat(file('lib')))

  return {
    read,
    write,
    /** Runs a script; gives its exit code and the commands that it called, in order. */
    run: (script: string) => {
      write('calls', '')
      const env = {
        PATH: `${file('bin')}:/usr/local/bin:/usr/bin:/bin`,
        LOUNGE_ROOT: root,
        LOUNGE_LIB: file('lib'),
      }
      const { status, stderr } = spawnSync('bash', [join(SCRIPTS, script)], { env, encoding: 'utf8' })
      return { status, stderr, calls: read('calls').trim().split('\n') }
    },
  }
}
