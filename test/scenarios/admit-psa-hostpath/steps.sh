#!/usr/bin/env bash
set -euo pipefail
kubectl label ns $NS pod-security.kubernetes.io/enforce=baseline
kubectl delete pod --all --wait=false
sleep 3
