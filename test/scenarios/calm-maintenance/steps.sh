#!/bin/sh
set -eu
kubectl rollout status deploy/api --timeout=120s
kubectl exec "$(kubectl get pod -l app=api -o name | head -1)" -- touch /tmp/maintenance
sleep 20
