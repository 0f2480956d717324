#!/usr/bin/env bash
set -euo pipefail
for i in $(seq 60); do
  r=$(kubectl get pod settle -o jsonpath='{.status.containerStatuses[0].restartCount}')
  [ "${r:-0}" -ge 2 ] && break; sleep 1
done
kubectl delete secret payments
