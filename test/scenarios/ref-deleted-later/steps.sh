#!/bin/sh
set -eu
kubectl rollout status deploy/stock --timeout=90s
kubectl delete configmap stock
kubectl delete pod -l app=stock
