#!/bin/sh
set -eu
kubectl rollout status deploy/agent --timeout=90s
sleep 20
KUBE_EDITOR='sed -i s/output:/outputs:/' kubectl edit configmap agent
sleep 5
kubectl rollout restart deploy/agent
