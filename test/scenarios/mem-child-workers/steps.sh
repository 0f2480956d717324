#!/usr/bin/env bash
set -euo pipefail
kubectl rollout status deploy/resize --timeout=90s
kubectl patch configmap resize-env -p '{"data":{"WEB_CONCURRENCY":"9"}}'
kubectl rollout restart deploy/resize
