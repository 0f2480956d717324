#!/bin/sh
set -eu
kubectl rollout status deploy/worker --timeout=120s
kubectl set env deploy/worker BATCH_SIZE=25,000
sleep 20
kubectl patch deploy worker -p '{"spec":{"template":{"spec":{"containers":[{"name":"worker","resources":{"limits":{"memory":"320Mi"}}}]}}}}'
