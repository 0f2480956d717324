#!/bin/sh
set -eu
sleep 25
kubectl apply -f - <<'E'
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
          resources: {requests: {cpu: 20m, memory: 32Mi}, limits: {memory: 128Mi}}
E
kubectl rollout status deploy/web --timeout=120s
