#!/usr/bin/env bash
set -euo pipefail
kubectl rollout status deploy/labeler --timeout=60s
kubectl delete serviceaccount labeler
kubectl create serviceaccount labeler
