#!/bin/sh
set -eu
kubectl rollout status deploy/stock --timeout=90s
sleep 20
KUBE_EDITOR='sed -i s/64/8/' kubectl edit configmap stock
sleep 15
kubectl rollout restart deploy/stock
