# Calls of AWS' APIs as the role of this machine. Sourced; needs REGION.

metadata() {
  local token
  token=$(curl -sf -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token)
  curl -sf -H "X-aws-ec2-metadata-token: $token" "http://169.254.169.254/latest/meta-data/$1"
}

# Credentials go by a descriptor: every process can see arguments.
call() {
  local service=$1 credentials
  shift
  credentials=$(metadata "iam/security-credentials/$(metadata iam/security-credentials/)")
  curl -sf --aws-sigv4 "aws:amz:$REGION:$service" "$@" "https://$service.$REGION.amazonaws.com/" --config <(
    python3 -c '
import json, sys
role = json.load(sys.stdin)
print("user = \"%s:%s\"" % (role["AccessKeyId"], role["SecretAccessKey"]))
print("header = \"x-amz-security-token: %s\"" % role["Token"])
' <<<"$credentials"
  )
}

parameter() {
  call ssm --header 'content-type: application/x-amz-json-1.1' --header 'x-amz-target: AmazonSSM.GetParameter' \
    --data "{\"Name\": \"$1\", \"WithDecryption\": true}" |
    python3 -c 'import json, sys; print(json.load(sys.stdin)["Parameter"]["Value"])'
}

# SUBJECT MESSAGE, by e-mail.
publish() {
  call sns --data-urlencode Action=Publish --data-urlencode Version=2010-03-31 --data-urlencode "TopicArn=$TOPIC" \
    --data-urlencode "Subject=$1" --data-urlencode "Message=$2" >/dev/null
}
