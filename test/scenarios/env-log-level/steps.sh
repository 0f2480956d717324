#!/usr/bin/env bash
set -euo pipefail
kubectl rollout status deploy/ratings --timeout=90s
kubectl patch configmap common-env -p '{"data":{"LOG_LEVEL":"VERBOSE"}}'
kubectl rollout restart deploy/ratings
