#!/bin/sh
set -eu
kubectl rollout status deploy/orders --timeout=90s
kubectl set env deploy/orders REPLAY_SECONDS=90
sleep 12
