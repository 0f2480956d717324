#!/bin/sh
set -eu
kubectl rollout status deploy/search --timeout=120s
kubectl rollout restart deploy/search
