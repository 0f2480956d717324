#!/bin/sh
set -eu
kubectl rollout status deploy/redis --timeout=120s
address=$(kubectl get pod -l app=redis -o jsonpath='{.items[0].status.podIP}')
kubectl patch configmap web -p "{\"data\":{\"REDIS_HOST\":\"$address\"}}"
kubectl rollout restart deploy/web
kubectl rollout status deploy/web --timeout=120s
kubectl rollout restart deploy/redis
kubectl rollout status deploy/redis --timeout=120s
sleep 3
kubectl delete pod -l app=web
