#!/bin/sh
set -eu
kubectl rollout status deploy/api --timeout=120s
kubectl patch configmap api -p '{"data":{"PORT":"9090"}}'
kubectl rollout restart deploy/api
