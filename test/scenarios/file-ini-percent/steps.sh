#!/usr/bin/env bash
set -euo pipefail
kubectl rollout status deploy/accounts --timeout=90s
kubectl get configmap accounts-config -o yaml | sed 's/all at half price/all at 50% off/' | kubectl replace -f -
kubectl rollout restart deploy/accounts
