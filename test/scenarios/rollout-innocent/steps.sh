#!/bin/sh
set -eu
kubectl rollout status deploy/orders --timeout=180s
kubectl patch configmap orders -p '{"data":{"REPLAY_SECONDS":"10s"}}'
sleep 3
kubectl set env deploy/orders TZ=Europe/Berlin
