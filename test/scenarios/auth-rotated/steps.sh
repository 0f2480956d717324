#!/bin/sh
set -eu
kubectl rollout status deploy/db --timeout=120s
kubectl rollout status deploy/report --timeout=120s
kubectl patch secret db -p '{"stringData":{"password":"crocus"}}'
kubectl rollout restart deploy/report
