#!/bin/sh
set -eu
kubectl rollout status deploy/worker --timeout=120s
kubectl rollout status deploy/api --timeout=120s
kubectl patch secret payments --type=json -p '[{"op":"move","from":"/data/STRIPE_API_KEY","path":"/data/STRIPE_SECRET_KEY"}]'
kubectl rollout restart deploy/worker deploy/api
