#!/bin/sh
set -eu
kubectl rollout status deploy/api --timeout=120s
kubectl set image deploy/api api=registry.example.com/Shop/api:1.4.3
