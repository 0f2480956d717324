#!/bin/sh
set -eu
TMPDIR=$(mktemp -d)
cd "$TMPDIR"
openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj "/CN=Shop CA" -keyout ca.key -out ca.crt 2>/dev/null
openssl req -newkey rsa:2048 -nodes -subj /CN=gateway -keyout tls.key -out tls.csr 2>/dev/null
printf 'subjectAltName=DNS:gateway\n' >san
touch index.txt
printf '[ca]\ndefault_ca=a\n[a]\ndatabase=index.txt\nnew_certs_dir=.\nserial=serial\ndefault_md=sha256\npolicy=p\nunique_subject=no\n[p]\nCN=supplied\n' >ca.conf
openssl ca -batch -config ca.conf -rand_serial -cert ca.crt -keyfile ca.key -in tls.csr -extfile san -startdate 20240101000000Z -enddate 20250101000000Z -out tls.crt -notext 2>/dev/null
kubectl create secret tls gateway-tls --cert=tls.crt --key=tls.key
kubectl create configmap shop-ca --from-file=ca.crt
