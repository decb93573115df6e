# Warns when the time is nearly up; then stops the machine if it is level and on standby. Deletes nothing.
# The count begins at each start of the machine.
set -euo pipefail
lib=${LOUNGE_LIB:-/usr/local/lib/lounge}
root=${LOUNGE_ROOT:-}
# shellcheck source=/dev/null
. "$lib/settings"
# shellcheck source=aws.sh
. "$lib/aws.sh"
WARN_MINUTES=30

once() {
  local mark="$root/run/lounge-told-$1"
  [ -e "$mark" ] && return
  publish "The lounge's replica $STACK" "$2"
  touch "$mark"
}

# SERVICE PORT METRIC: of any of its pods.
metric() {
  local pods=/api/v1/namespaces/$NAMESPACE/pods
  local pod
  pod=$(k3s kubectl --namespace "$NAMESPACE" get pods -l "app.kubernetes.io/name=$1" -o 'jsonpath={.items[0].metadata.name}')
  k3s kubectl get --raw "$pods/$pod:$2/proxy/metrics" | awk -v name="$3" '$1 ~ "^" name "({|$)" { print $2 }'
}

minutes=$(($(cut -d. -f1 "$root/proc/uptime") / 60))
# Read each time, so that more time needs no other machine.
limit=$(($(parameter "$HOURS_PARAMETER") * 60))
[ "$minutes" -ge $((limit - WARN_MINUTES)) ] || exit 0
if [ "$minutes" -lt "$limit" ]; then
  once warning "It has run for $minutes minutes; at $limit it stops, if home holds all it holds and home is live. More time: pulumi config set lounge:hours, pulumi up."
  exit 0
fi
# What cannot be asked counts as live and not level.
live=$(metric midi "$MIDI_METRICS" midi_live) || live=1
level=$(metric data "$DATA_METRICS" replication_level) || level=0
if [ "$live" = 0 ] && [ "$level" = 1 ]; then
  # Also when no mail gets out.
  once stop "It has run for $minutes minutes and stops now; its volume stays, at the price of storage. Take it home: npm run replica -- down." || true
  systemctl poweroff
else
  once refusal "It has run for $minutes minutes and goes on, because it is live or home lacks changes. Take it home: npm run replica -- down."
fi
