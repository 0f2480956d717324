#!/usr/bin/env bash
set -euo pipefail
sleep 20
kubectl patch cm pricing --type merge -p '{"data":{"CURRENCY":"EUR"}}'
sleep 20
