#!/bin/sh
set -eu
kubectl rollout status deploy/registry --timeout=90s
kubectl apply -f - <<'Y'
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  labels: {app: api, team: storefront}
spec:
  replicas: 1
  selector: {matchLabels: {app: api}}
  template:
    metadata:
      labels: {app: api}
    spec:
      containers:
      - name: api
        image: localhost:5002/shop/api:1.4.2
        imagePullPolicy: IfNotPresent
        ports: [{containerPort: 8080}]
        env:
        - {name: DB_URL, value: 'postgres://shop@db:5432/shop'}
        readinessProbe: {httpGet: {path: /health, port: 8080}, periodSeconds: 3}
        resources: {requests: {cpu: 50m, memory: 64Mi}, limits: {memory: 256Mi}}
Y
