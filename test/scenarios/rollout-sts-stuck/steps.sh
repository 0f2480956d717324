#!/usr/bin/env bash
set -euo pipefail
for i in $(seq 60); do
  r=$(kubectl get pod cache-0 -o jsonpath='{.status.containerStatuses[0].restartCount}' 2>/dev/null || true)
  [ "${r:-0}" -ge 2 ] && break; sleep 1
done
kubectl patch sts cache --type=json -p '[{"op":"replace","path":"/spec/template/spec/containers/0/command/4","value":"allkeys-lru"}]'
sleep 3
