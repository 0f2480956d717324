#!/bin/sh
set -eu
TMPDIR=$(mktemp -d)
cd "$TMPDIR"
openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj "/CN=Shop CA" -keyout ca.key -out ca.crt 2>/dev/null
openssl req -newkey rsa:2048 -nodes -subj /CN=gateway.shop.example.com -keyout tls.key -out tls.csr 2>/dev/null
printf 'subjectAltName=DNS:%s\n' gateway.shop.example.com >san
openssl x509 -req -in tls.csr -CA ca.crt -CAkey ca.key -CAcreateserial -extfile san -days 365 -out tls.crt 2>/dev/null
kubectl create secret tls gateway-tls --cert=tls.crt --key=tls.key
kubectl create configmap shop-ca --from-file=ca.crt
