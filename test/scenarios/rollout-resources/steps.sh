#!/bin/sh
set -eu
kubectl rollout status deploy/worker --timeout=90s
kubectl set resources deploy/worker -c worker --requests=memory=16Mi --limits=memory=24Mi
