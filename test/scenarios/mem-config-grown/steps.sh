#!/bin/sh
set -eu
kubectl rollout status deploy/worker --timeout=90s
sleep 5
kubectl patch configmap worker -p '{"data":{"CACHE_ENTRIES":"20000"}}'
kubectl rollout restart deploy/worker
