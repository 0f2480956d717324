#!/bin/sh
set -eu
kubectl wait --for=condition=complete job/migrate --timeout=180s
kubectl rollout status deploy/sales --timeout=180s
kubectl rollout restart deploy/db
kubectl rollout status deploy/db --timeout=120s
sleep 5
