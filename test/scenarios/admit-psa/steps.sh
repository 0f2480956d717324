#!/bin/sh
set -eu
kubectl rollout status deploy/api --timeout=90s
kubectl label namespace "$NS" pod-security.kubernetes.io/enforce=restricted
kubectl delete pod -l app=api
sleep 5
