#!/bin/sh
set -eu
kubectl rollout status deploy/feed --timeout=120s
sleep 5
kubectl delete pod -l app=web
