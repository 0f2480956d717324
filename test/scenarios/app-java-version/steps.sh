#!/bin/sh
set -eu
kubectl rollout status deploy/invoice --timeout=90s
kubectl set image deploy/invoice invoice=registry.example.com/shop/invoice:5.0.0
