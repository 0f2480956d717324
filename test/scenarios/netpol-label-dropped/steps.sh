#!/bin/sh
set -eu
kubectl rollout status deploy/returns-db --timeout=120s
kubectl rollout status deploy/returns --timeout=120s
kubectl patch deploy/returns --type=merge -p '{"spec":{"template":{"metadata":{"labels":{"app":"returns","tier":null,"app.kubernetes.io/part-of":"returns"}}}}}'
