#!/bin/sh
set -eu
kubectl rollout status deploy/stock --timeout=90s
kubectl patch deploy stock --type=json -p '[{"op":"replace","path":"/spec/template/spec/containers/0/args","value":["-product=1000","-workers=1"]}]'
