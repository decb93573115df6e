# Calls of AWS' APIs as the role of this machine. Sourced; needs REGION.

metadata() {
  local token
  token=$(curl -sf -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token)
  curl -sf -H "X-aws-ec2-metadata-token: $token" "http://169.254.169.254/latest/meta-data/$1"
}

field() { python3 -c 'import functools, json, sys; print(functools.reduce(lambda value, key: value[key], sys.argv[1:], json.load(sys.stdin)))' "$@"; }

# Credentials go by a descriptor: every process can see arguments.
call() {
  local service=$1 credentials
  shift
  credentials=$(metadata "iam/security-credentials/$(metadata iam/security-credentials/)")
  curl -sf --aws-sigv4 "aws:amz:$REGION:$service" "$@" "https://$service.$REGION.amazonaws.com/" --config <(
    printf 'user = "%s:%s"\n' "$(field AccessKeyId <<<"$credentials")" "$(field SecretAccessKey <<<"$credentials")"
    printf 'header = "x-amz-security-token: %s"\n' "$(field Token <<<"$credentials")"
  )
}

parameter() {
  call ssm --header 'content-type: application/x-amz-json-1.1' --header 'x-amz-target: AmazonSSM.GetParameter' \
    --data "{\"Name\": \"$1\", \"WithDecryption\": true}" | field Parameter Value
}

# SUBJECT MESSAGE, by e-mail.
publish() {
  call sns --data-urlencode Action=Publish --data-urlencode Version=2010-03-31 --data-urlencode "TopicArn=$TOPIC" \
    --data-urlencode "Subject=$1" --data-urlencode "Message=$2" >/dev/null
}
