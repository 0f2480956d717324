#!/bin/sh
set -eu
kubectl rollout status deploy/web --timeout=120s
kubectl patch deploy web -p '{"spec":{"template":{"spec":{"containers":[{"name":"web","securityContext":{"readOnlyRootFilesystem":true}}]}}}}'
