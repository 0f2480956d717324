#!/bin/sh
set -eu
kubectl rollout status deploy/controller --timeout=120s
kubectl delete rolebinding pod-watcher
