#!/bin/sh
set -eu
kubectl rollout status deploy/cache --timeout=120s
kubectl rollout status deploy/api --timeout=120s
kubectl scale deploy/cache --replicas=0
