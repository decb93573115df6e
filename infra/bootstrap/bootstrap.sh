# Makes this machine the replica's cluster, or the one it was on the machine before. Run again it changes nothing.
# What it is told is in /usr/local/lib/lounge/settings; it says on the console how far it is.
set -Eeuo pipefail
lib=${LOUNGE_LIB:-/usr/local/lib/lounge}
# shellcheck source=/dev/null
. "$lib/settings"
# shellcheck source=machine.sh
. "$lib/machine.sh"

step='the data volume'
disk=$root/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${VOLUME/-/}
retry test -e "$disk"
# Only a blank one is formatted: without a terminal mkfs.ext4 asks nothing, and blkid says no more of a disk that it can't read.
if ! blkid "$disk" >/dev/null; then
  cmp --bytes 1M "$disk" /dev/zero
  mkfs.ext4 -q -L lounge "$disk" </dev/null
fi
mkdir -p "$root/data"
# A larger volume is taken at the next start.
grep -q '^LABEL=lounge ' "$root/etc/fstab" || echo 'LABEL=lounge /data ext4 defaults,nofail,x-systemd.growfs 0 2' >>"$root/etc/fstab"
mountpoint -q "$root/data" || mount "$root/data"

tunnel
# Pods are reached by NodePorts, which are there on the tunnel's address only; of the machine itself, its API server.
put 644 "$root/etc/nftables.conf" <<EOF
#!/usr/sbin/nft -f
table inet lounge
delete table inet lounge
table inet lounge {
  chain input {
    type filter hook input priority -10;
    iifname != "wg0" accept
    ct state established,related accept
    tcp dport 6443 accept
    icmp type echo-request accept
    drop
  }
  chain forward {
    type filter hook forward priority -10;
    iifname != "wg0" accept
    ct state established,related accept
    ct status dnat accept
    drop
  }
}
EOF
systemctl enable --now nftables wg-quick@wg0

step="k3s $K3S_VERSION"
k3s=$root/usr/local/bin/k3s
is_right() { echo "$K3S_SHA256  $1" | sha256sum --check --status 2>/dev/null; }
if ! is_right "$k3s"; then
  retry curl -sfL -o "$k3s.new" "https://github.com/k3s-io/k3s/releases/download/${K3S_VERSION/+/%2B}/k3s-arm64"
  is_right "$k3s.new"
  chmod 755 "$k3s.new"
  mv "$k3s.new" "$k3s"
fi

step='the certificate authority'
tls=$root/data/k3s/server/tls
if [ ! -e "$tls/complete" ]; then
  (umask 077 && mkdir -p "$tls")
  (umask 077 && retry parameter "$AUTHORITY_PARAMETER" >"$root/run/lounge-authority")
  while read -r file content; do base64 -d <<<"$content" | put 600 "$tls/$file"; done <"$root/run/lounge-authority"
  rm "$root/run/lounge-authority"
  touch "$tls/complete"
fi

step='the cluster'
# All of it is on the data volume, under a fixed name: another machine goes on where this one ends.
put 600 "$root/etc/rancher/k3s/config.yaml" <<EOF
data-dir: /data/k3s
default-local-storage-path: /data/storage
node-name: lounge
tls-san: [$ADDRESS, $TUNNEL_ADDRESS]
disable: [traefik, servicelb, metrics-server]
secrets-encryption: true
write-kubeconfig-mode: "0600"
kube-proxy-arg: [nodeport-addresses=$TUNNEL_ADDRESS/32]
kubelet-arg: [root-dir=/data/kubelet]
EOF
put 644 "$root/etc/systemd/system/k3s.service" <<EOF
[Unit]
Wants=network-online.target
After=network-online.target wg-quick@wg0.service
RequiresMountsFor=/data
[Service]
Type=notify
ExecStart=/usr/local/bin/k3s server
KillMode=process
Delegate=yes
LimitNOFILE=1048576
TasksMax=infinity
TimeoutStartSec=0
Restart=always
RestartSec=5s
[Install]
WantedBy=multi-user.target
EOF

step='the time-to-live'
put 644 "$root/etc/systemd/system/lounge-ttl.service" <<EOF
[Service]
Type=oneshot
ExecStart=/bin/bash $lib/ttl.sh
EOF
put 644 "$root/etc/systemd/system/lounge-ttl.timer" <<EOF
[Timer]
OnBootSec=5min
OnUnitActiveSec=5min
[Install]
WantedBy=timers.target
EOF
systemctl daemon-reload
systemctl enable --now k3s lounge-ttl.timer

step='the API server'
retry "$k3s" kubectl get --raw /readyz >/dev/null
say "done in $((SECONDS - began)) s"
