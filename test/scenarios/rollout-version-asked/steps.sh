#!/bin/sh
set -eu
kubectl rollout status deploy/settle --timeout=120s
kubectl set env deploy/settle ORDERS_API_VERSION=3
