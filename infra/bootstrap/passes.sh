# Makes this machine the tunnel's end of a cluster whose nodes come and go: it passes home's packets on to a node.
set -Eeuo pipefail
lib=${LOUNGE_LIB:-/usr/local/lib/lounge}
# shellcheck source=/dev/null
. "$lib/settings"
# shellcheck source=machine.sh
. "$lib/machine.sh"

tunnel
put 644 "$root/etc/sysctl.d/90-lounge.conf" <<<'net.ipv4.ip_forward = 1'
sysctl -q --load "$root/etc/sysctl.d/90-lounge.conf"
systemctl enable --now wg-quick@wg0

step='the node'
put 755 "$root/usr/local/sbin/lounge-pass" <<EOF
#!/bin/bash
set -euo pipefail
lib=$lib
. "\$lib/settings"
. "\$lib/aws.sh"
node=\$(call ec2 --data-urlencode Action=DescribeInstances --data-urlencode Version=2016-11-15 \
  --data-urlencode Filter.1.Name=tag:eks:cluster-name --data-urlencode "Filter.1.Value.1=\$CLUSTER" \
  --data-urlencode Filter.2.Name=instance-state-name --data-urlencode Filter.2.Value.1=running |
  grep -oPm1 '<privateIpAddress>\K[0-9.]+' | head -n 1)
nft -f - <<RULES
table inet lounge
delete table inet lounge
table inet lounge {
  chain prerouting {
    type nat hook prerouting priority dstnat;
    iifname "wg0" ip daddr \$TUNNEL_ADDRESS tcp dport { \${PORTS// /, } } dnat ip to \$node
  }
  chain forward {
    type filter hook forward priority 0;
    iifname != "wg0" accept
    ct status dnat accept
    drop
  }
  chain input {
    type filter hook input priority 0;
    iifname != "wg0" accept
    ct state established,related accept
    icmp type echo-request accept
    drop
  }
}
RULES
EOF
put 644 "$root/etc/systemd/system/lounge-pass.service" <<EOF
[Service]
Type=oneshot
ExecStart=/usr/local/sbin/lounge-pass
EOF
put 644 "$root/etc/systemd/system/lounge-pass.timer" <<EOF
[Timer]
OnBootSec=10s
OnUnitActiveSec=30s
[Install]
WantedBy=timers.target
EOF
systemctl daemon-reload
retry systemctl start lounge-pass
systemctl enable --now lounge-pass.timer
say "done in $((SECONDS - began)) s"
