#!/bin/sh
set -eu
kubectl rollout status sts/shard --timeout=100s
kubectl scale sts/shard --replicas=3
