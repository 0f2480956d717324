#!/bin/sh
set -eu
kubectl rollout status deploy/edge --timeout=120s
kubectl patch cm sites --type=merge -p '{"data":{"preview.conf":"server {\n  listen 80;\n  server_name checkout-redesign-with-new-payment-provider-and-vouchers.preview.storefront.example.com;\n  root /var/www/html;\n}\n"}}'
kubectl rollout restart deploy/edge
