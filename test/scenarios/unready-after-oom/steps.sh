#!/usr/bin/env bash
set -euo pipefail
kubectl rollout status deploy/basket --timeout=90s
kubectl rollout status deploy/cache --timeout=90s
kubectl scale deploy/cache --replicas=0
sleep 75
