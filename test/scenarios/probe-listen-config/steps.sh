#!/bin/bash
kubectl rollout status deploy/edge --timeout=60s
kubectl get configmap edge -o yaml | sed 's/listen 80;/listen 8080;/' | kubectl replace -f -
kubectl rollout restart deploy/edge
