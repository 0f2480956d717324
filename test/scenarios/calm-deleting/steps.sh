#!/bin/sh
set -eu
kubectl wait --for=condition=Ready pod/batch --timeout=60s
kubectl delete pod batch --wait=false
sleep 4
