#!/bin/sh
set -eu
sleep 25
kubectl apply -f - <<'Y'
apiVersion: apps/v1
kind: Deployment
metadata:
  name: redis
  labels: {app: redis, team: platform}
spec:
  replicas: 1
  selector: {matchLabels: {app: redis}}
  template:
    metadata:
      labels: {app: redis}
    spec:
      containers:
        - name: redis
          image: redis:7.0
          imagePullPolicy: IfNotPresent
          ports: [{containerPort: 6379}]
          resources: {requests: {cpu: 50m, memory: 64Mi}, limits: {memory: 256Mi}}
Y
kubectl rollout status deploy/redis --timeout=60s
