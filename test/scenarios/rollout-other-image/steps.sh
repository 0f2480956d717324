#!/bin/sh
set -eu
kubectl rollout status deploy/web --timeout=120s
kubectl set image deploy/web web=registry.example.com/shop/worker:0.9.3
