#!/bin/sh
set -eu
kubectl rollout status deploy/ledgerdb --timeout=60s
kubectl set env deploy/ledgerdb LOG_LEVEL=debug
