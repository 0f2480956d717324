#!/bin/sh
set -eu
kubectl rollout status deploy/redis --timeout=90s
kubectl rollout status deploy/web --timeout=90s
kubectl scale deploy/redis --replicas=0
sleep 5
kubectl patch deploy web -p '{"spec":{"template":{"metadata":{"annotations":{"shop/owner":"storefront"}}}}}'
kubectl delete pod -l app=web --wait=false
