#!/bin/sh
set -eu
kubectl rollout status deploy/redis --timeout=90s
sleep 4
kubectl apply -f - <<'Y'
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: web, team: storefront}
spec:
  replicas: 1
  selector: {matchLabels: {app: web}}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: web
        image: registry.example.com/shop/web:2.7.0
        imagePullPolicy: IfNotPresent
        ports: [{containerPort: 8000}]
        env:
        - {name: REDIS_HOST, value: redis}
        - {name: REDIS_PORT, value: '6379'}
        readinessProbe: {httpGet: {path: /healthz, port: 8000}, periodSeconds: 3}
        resources: {requests: {cpu: 50m, memory: 64Mi}, limits: {memory: 256Mi}}
      initContainers:
      - name: assets
        image: busybox:1.35
        imagePullPolicy: IfNotPresent
        command: [sh, -c, echo unpacking assets; sleep 8; echo done]
        resources: {requests: {cpu: 50m, memory: 8Mi}, limits: {memory: 32Mi}}
Y
