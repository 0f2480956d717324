#!/bin/sh
set -eu
kubectl rollout status deploy/notify --timeout=120s
kubectl patch deploy notify -p '{"spec":{"template":{"metadata":{"annotations":{"shop.example.com/mode":"maintenance"}}}}}'
