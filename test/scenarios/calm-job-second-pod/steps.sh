#!/bin/sh
set -eu
sleep 12
kubectl apply -f - <<'P'
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
P
kubectl wait --for=condition=Complete job/warm --timeout=150s
