#!/bin/sh
set -eu
TMPDIR=$(mktemp -d)
cd "$TMPDIR"
openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj /CN=shop -keyout server.key -out server.crt 2>/dev/null
kubectl create secret generic edge-tls --from-file=server.crt --from-file=server.key
