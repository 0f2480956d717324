#!/usr/bin/env bash
set -euo pipefail
kubectl create ns "$NS-data"
  kubectl -n "$NS-data" apply -f - <<'Y'
apiVersion: v1
kind: Secret
metadata: {name: db-auth}
stringData: {password: tulip}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db}
spec:
  podSelector: {matchLabels: {app: db}}
  policyTypes: [Ingress]
  ingress:
  - from: [{namespaceSelector: {matchLabels: {access: data}}}]
    ports: [{port: 5432}]
---
apiVersion: v1
kind: Service
metadata: {name: db}
spec: {selector: {app: db}, ports: [{port: 5432}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: db, labels: {app: db}}
spec:
  replicas: 1
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      containers:
      - name: postgres
        image: postgres:15
        imagePullPolicy: IfNotPresent
        env:
        - {name: POSTGRES_USER, value: shop}
        - {name: POSTGRES_PASSWORD, valueFrom: {secretKeyRef: {name: db-auth, key: password}}}
        readinessProbe: {exec: {command: [pg_isready, -U, shop]}, periodSeconds: 3}
Y
  kubectl -n "$NS-data" rollout status deploy/db --timeout=120s
  kubectl set env deploy/report PGHOST="db.$NS-data"
