#!/bin/sh
set -eu
kubectl wait --for=condition=complete job/migrate --timeout=120s
kubectl rollout restart deploy/catalog
