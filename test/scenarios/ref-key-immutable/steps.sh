#!/usr/bin/env bash
set -euo pipefail
kubectl rollout status deploy/worker --timeout=90s
kubectl patch deploy worker -p '{"spec":{"template":{"spec":{"containers":[{"name":"worker","env":[{"name":"QUEUE_NAME","valueFrom":{"configMapKeyRef":{"name":"app-settings","key":"QUEUE_NAME"}}}]}]}}}}'
