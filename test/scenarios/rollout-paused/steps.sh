#!/usr/bin/env bash
set -euo pipefail
for i in $(seq 60); do
  r=$(kubectl get pod -l app=search -o jsonpath='{.items[0].status.containerStatuses[0].restartCount}' 2>/dev/null || true)
  [ "${r:-0}" -ge 2 ] && break; sleep 1
done
kubectl rollout pause deploy/search
kubectl set env deploy/search INDEX_DIR=/tmp
sleep 2
