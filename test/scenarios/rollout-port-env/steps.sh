#!/bin/sh
set -eu
kubectl rollout status deploy/basket --timeout=100s
kubectl set env deploy/basket PORT=9090
