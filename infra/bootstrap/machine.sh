# What every machine of the replica does first: says how far it is, and has its end of the tunnel. Sourced; needs the settings.
# shellcheck shell=bash disable=SC2034,SC2154 source=aws.sh
. "$lib/aws.sh"
shopt -s inherit_errexit
root=${LOUNGE_ROOT:-}
began=$SECONDS
step=beginning

say() { echo "lounge bootstrap: $*" | tee "$root/run/lounge-bootstrap" >"$root/dev/console"; }
trap 'say "failed at: $step"' ERR

# The machine's own address comes after its first packets.
retry() {
  local left=30
  until "$@"; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || return 1
    sleep 5
  done
}

# MODE FILE: writes what it reads, whole or not at all.
put() {
  local new="$2.new"
  mkdir -p "$(dirname "$2")"
  (umask 077 && cat >"$new")
  chmod "$1" "$new"
  mv "$new" "$2"
}

# The end that waits for home to dial in.
tunnel() {
  step='packages'
  export DEBIAN_FRONTEND=noninteractive
  # A machine that has just begun may still be bringing itself up to date.
  local apt=(apt-get -q -o DPkg::Lock::Timeout=300)
  command -v wg >/dev/null || { retry "${apt[@]}" update && retry "${apt[@]}" install -y --no-install-recommends wireguard-tools nftables; }

  step='the tunnel'
  key=$(retry parameter "$TUNNEL_PARAMETER")
  put 600 "$root/etc/wireguard/wg0.conf" <<EOF
[Interface]
Address = $TUNNEL_ADDRESS/24
ListenPort = $TUNNEL_PORT
PrivateKey = $key
MTU = 1420

[Peer]
PublicKey = $HOME_PUBLIC_KEY
AllowedIPs = $HOME_ADDRESS/32
EOF
}
