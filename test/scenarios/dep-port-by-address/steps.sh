#!/bin/sh
set -eu
kubectl rollout status deploy/ledger --timeout=120s
kubectl patch configmap ledger -p '{"data":{"DATABASE_URL":"postgres://ledger@db:5433/ledger"}}'
kubectl rollout restart deploy/ledger
