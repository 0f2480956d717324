#!/usr/bin/env bash
set -euo pipefail
kubectl rollout status deploy/edge --timeout=90s
kubectl set env deploy/edge RELEASE=42
