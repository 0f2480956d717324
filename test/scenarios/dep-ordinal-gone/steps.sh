#!/bin/sh
set -eu
kubectl rollout status sts/cache --timeout=90s
kubectl rollout status deploy/web --timeout=90s
kubectl scale sts/cache --replicas=1
kubectl wait --for=delete pod/cache-1 --timeout=60s
kubectl delete pod -l app=web --wait=false
