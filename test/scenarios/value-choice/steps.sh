#!/usr/bin/env bash
set -euo pipefail
kubectl rollout status deploy/relay --timeout=90s
kubectl patch configmap logging -p '{"data":{"LOG_LEVEL":"DEBUG"}}'
kubectl rollout restart deploy/relay
