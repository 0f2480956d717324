#!/bin/sh
set -eu
kubectl rollout status deploy/report --timeout=150s
kubectl delete service db
kubectl rollout restart deploy/report
