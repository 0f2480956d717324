#!/bin/sh
set -eu
TMPDIR=$(mktemp -d)
openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=stock -addext subjectAltName=DNS:stock -keyout "$TMPDIR/key" -out "$TMPDIR/crt" 2>/dev/null
kubectl create secret tls stock-tls --cert="$TMPDIR/crt" --key="$TMPDIR/key"
