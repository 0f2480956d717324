#!/bin/sh
set -eu
kubectl rollout status deploy/redis --timeout=90s
kubectl rollout status deploy/web --timeout=90s
kubectl delete service redis
kubectl delete pod -l app=web --wait=false
