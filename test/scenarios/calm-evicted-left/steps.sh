#!/bin/sh
set -eu
for n in $(seq 60); do [ -n "$(kubectl get pods --field-selector=status.phase=Failed -o name)" ] && break; sleep 2; done
kubectl patch configmap cache -p '{"data":{"megabytes":"4"}}'
sleep 5
kubectl delete pods --field-selector=status.phase=Running --wait=false
sleep 75
kubectl rollout status deploy/cache --timeout=120s
