#!/bin/sh
set -eu
kubectl create namespace "$NS-data"
kubectl apply -n "$NS-data" -f - <<'Y'
apiVersion: v1
kind: Service
metadata:
  name: cache
spec:
  selector: {app: cache}
  ports: [{port: 6379, targetPort: 6379}]
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cache
  labels: {app: cache, team: platform}
spec:
  replicas: 1
  selector: {matchLabels: {app: cache}}
  template:
    metadata:
      labels: {app: cache}
    spec:
      containers:
      - name: redis
        image: redis:7.0
        imagePullPolicy: IfNotPresent
        ports: [{containerPort: 6379}]
        resources: {requests: {cpu: 20m, memory: 32Mi}, limits: {memory: 128Mi}}
Y
