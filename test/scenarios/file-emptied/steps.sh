#!/bin/sh
set -eu
kubectl rollout status deploy/agent --timeout=120s
kubectl patch configmap agent -p '{"data":{"agent.yaml":""}}'
sleep 5
kubectl delete pod -l app=agent
